package dev.keyfob.persistence.backup;

import dev.keyfob.domain.digest.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A fingerprint of the rows of a table, regardless of their order: the sum of the SHA-256 of each row, modulo 2^256. It
 * detects accidental loss and change. It does not detect forgery, because a forged file can contain the matching
 * fingerprints.
 */
final class Fingerprint {

    private final MessageDigest sha256 = Sha256.hash();
    private final byte[] sum = new byte[32];
    private long rows;

    void add(byte[] row) {
        byte[] digest = sha256.digest(row);
        int carry = 0;
        for (int i = sum.length - 1; i >= 0; i--) {
            carry += (sum[i] & 0xff) + (digest[i] & 0xff);
            sum[i] = (byte) carry;
            carry >>= 8;
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(sum);
    }
}
