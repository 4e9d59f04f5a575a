package dev.keyfob.domain.token;

import dev.keyfob.domain.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * SHA-256 of a secret, which is all that is stored of it.
 *
 * <p>A fast hash is right here. The secret has about 190 random bits, so it cannot be guessed, and a slow hash would
 * make every call slower. The digest is kept as four numbers to make look-ups fast, because every verification looks up
 * by digest.
 */
public final class TokenDigest {

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    public TokenDigest(byte[] bytes) {
        if (bytes.length != Sha256.LENGTH) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        first = numbers.getLong();
        second = numbers.getLong();
        third = numbers.getLong();
        fourth = numbers.getLong();
    }

    static TokenDigest of(String secret) {
        return new TokenDigest(Sha256.hash().digest(secret.getBytes(StandardCharsets.ISO_8859_1)));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(Sha256.LENGTH)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** Returns 64 bits of the digest, for uses where a collision has little effect. */
    public long fingerprint() {
        return first ^ second ^ third ^ fourth;
    }

    /** Compares in constant time: looks at every bit, even after a difference. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TokenDigest that
                && ((first ^ that.first) | (second ^ that.second) | (third ^ that.third) | (fourth ^ that.fourth)) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fingerprint());
    }

    @Override
    public String toString() {
        return "TokenDigest[%08x…]".formatted(first >>> Integer.SIZE);
    }
}
