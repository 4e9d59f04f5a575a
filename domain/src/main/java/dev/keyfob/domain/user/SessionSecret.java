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

    /** What a cookie held, if it can be one of ours. */
    public static Optional<SessionSecret> parse(String cookie) {
        return FORM.matcher(cookie).matches() ? Optional.of(new SessionSecret(cookie)) : Optional.empty();
    }

    public SessionDigest digest() {
        return new SessionDigest(sha256("session:"));
    }

    /** The value that every form of this session carries against cross-site requests. It does not tell the secret. */
    public String formToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("form:"));
    }

    /** The form with that nonce, sent by this session. */
    public SentForm sentForm(String nonce) {
        return new SentForm(sha256("sent:" + nonce + ":"), sha256("seal:" + nonce + ":"));
    }

    /** A value for one purpose, as hard to guess as the secret, which it does not tell. */
    public String valueFor(String purpose) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("for:" + purpose + ":"));
    }

    /** Compares in constant time. */
    public boolean matchesCsrfToken(String presented) {
        return MessageDigest.isEqual(
                formToken().getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** The text itself: for the cookie, and for nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "SessionSecret[hidden]";
    }

    // The purpose is part of the hashed text: neither value can stand for the other.
    private byte[] sha256(String purpose) {
        return Sha256.of(purpose + text).bytes();
    }
}
