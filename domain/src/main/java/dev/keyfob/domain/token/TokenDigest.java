package dev.keyfob.domain.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of a secret: all that is stored of it.
 *
 * <p>A fast hash is right here. The secret has about 190 random bits, so there is nothing to guess, and a slow hash
 * would cost its price on every call.
 */
public record TokenDigest(byte[] bytes) {

    private static final int LENGTH = 32;

    public TokenDigest {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
        }
        bytes = bytes.clone();
    }

    static TokenDigest of(String secret) {
        try {
            return new TokenDigest(
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TokenDigest that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TokenDigest[" + HexFormat.of().formatHex(bytes, 0, 4) + "…]";
    }
}
