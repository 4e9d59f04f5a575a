package dev.keyfob.domain.user;

import dev.keyfob.domain.digest.Sha256;

/** SHA-256 of a one-time code, by which the code is found. Nothing else of it is stored. Compared in constant time. */
public record CodeDigest(Sha256 sha256) {

    public CodeDigest(byte[] bytes) {
        this(new Sha256(bytes));
    }

    public byte[] bytes() {
        return sha256.bytes();
    }

    @Override
    public String toString() {
        return "CodeDigest[" + sha256 + "]";
    }
}
