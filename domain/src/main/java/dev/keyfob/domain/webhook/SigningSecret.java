package dev.keyfob.domain.webhook;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a webhook's deliveries are signed with, and what its receiver checks them with: 32 random bytes, written
 * {@code whsec_} and base64 (Standard Webhooks). Unlike a token's it has to be kept; it is kept sealed.
 *
 * <p>It is not a record, on purpose: a record would print it. {@link #reveal()} is called in few, named places.
 */
public final class SigningSecret {

    public static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    /** What one looks like, in the syntax of RE2. Those of other products look the same. */
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

    /** Reads what {@link #reveal()} wrote. */
    public static SigningSecret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a signing secret");
        }
        return new SigningSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    }

    public byte[] key() {
        return key.clone();
    }

    /** The text itself: for the one answer that shows it, for sealing, and for nothing else. */
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
