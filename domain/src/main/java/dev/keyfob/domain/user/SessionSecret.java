package dev.keyfob.domain.user;

import dev.keyfob.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The random value in a browser's session cookie: 256 bits. Only its digest is stored. */
public final class SessionSecret {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String text;

    private SessionSecret(String text) {
        this.text = text;
    }

    public static SessionSecret generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Parses a cookie; empty if it cannot be a session secret. */
    public static Optional<SessionSecret> parse(String cookie) {
        return FORM.matcher(cookie).matches() ? Optional.of(new SessionSecret(cookie)) : Optional.empty();
    }

    public SessionDigest digest() {
        return new SessionDigest(sha256("session:"));
    }

    /** Returns the CSRF token that every form of this session contains. It does not reveal the secret. */
    public String csrfToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("form:"));
    }

    /** Returns the record of the form with this nonce, submitted by this session. */
    public SubmittedForm sentForm(String nonce) {
        return new SubmittedForm(sha256("sent:" + nonce + ":"), sha256("seal:" + nonce + ":"));
    }

    /** Returns a value for one purpose. It is as hard to guess as the secret, and does not reveal it. */
    public String valueFor(String purpose) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("for:" + purpose + ":"));
    }

    /** Compares in constant time. */
    public boolean matchesCsrfToken(String presented) {
        return MessageDigest.isEqual(
                csrfToken().getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the plain text, only for the cookie. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "SessionSecret[hidden]";
    }

    // The purpose is part of the hashed text, so a value for one purpose is useless for another.
    private byte[] sha256(String purpose) {
        return Sha256.of(purpose + text).bytes();
    }
}
