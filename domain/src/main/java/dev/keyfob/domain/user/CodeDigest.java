package dev.keyfob.domain.user;

import dev.keyfob.domain.digest.Sha256;

/** SHA-256 of a one-time code: how it is found, and all that is stored of it. Compared in constant time. */
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
