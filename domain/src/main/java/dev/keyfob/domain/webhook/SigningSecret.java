package dev.keyfob.domain.webhook;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The secret that signs a webhook's deliveries and with which the receiver verifies them: 32 random bytes, written as
 * {@code whsec_} and base64 (Standard Webhooks). Unlike a token's secret it must be stored, so it is stored encrypted.
 *
 * <p>It is deliberately not a record, because a record would print it. Few places call {@link #reveal()}.
 */
public final class SigningSecret {

    public static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    /** A pattern for these secrets, in the syntax of RE2. It also matches those of other products. */
    public static final String PATTERN = PREFIX + "[0-9A-Za-z+/]{43}=";

    private final byte[] key;

    private SigningSecret(byte[] key) {
        this.key = key;
    }

    public static SigningSecret generate(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new SigningSecret(key);
    }

    /** Parses the form that {@link #reveal()} returns. */
    public static SigningSecret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a signing secret");
        }
        return new SigningSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    public byte[] key() {
        return key.clone();
    }

    /** Returns the plain text, only for the response that shows it and for encryption. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && Arrays.equals(key, secret.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "SigningSecret[hidden]";
    }
}
