package dev.keyfob.domain.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4): 32 bytes, compared in constant time. */
public final class Sha256 {

    /** The length of a digest, in bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    /** @throws IllegalArgumentException if there are not {@value #LENGTH} bytes */
    public Sha256(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
        }
        this.bytes = bytes.clone();
    }

    public static Sha256 of(byte[] content) {
        return new Sha256(hash().digest(content));
    }

    /** Returns the digest of the text in UTF-8. */
    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a new hash function without any input yet. */
    public static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the whole digest in lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns the first {@code length} bytes in lower-case hexadecimal digits. */
    public String hex(int length) {
        return HexFormat.of().formatHex(bytes, 0, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns only the first bytes: enough to tell digests apart in a log, but too little to look anything up. */
    @Override
    public String toString() {
        return hex(4) + "…";
    }
}
