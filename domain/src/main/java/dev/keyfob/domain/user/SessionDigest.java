package dev.keyfob.domain.user;

import dev.keyfob.domain.digest.Sha256;

/** SHA-256 of a session's secret, by which the session is found. Nothing else of the secret is stored. */
public record SessionDigest(Sha256 sha256) {

    public SessionDigest(byte[] bytes) {
        this(new Sha256(bytes));
    }

    public byte[] bytes() {
        return sha256.bytes();
    }

    @Override
    public String toString() {
        return "SessionDigest[" + sha256 + "]";
    }
}
