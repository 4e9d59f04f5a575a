package dev.keyfob.application.throttle;

import dev.keyfob.domain.token.TokenDigest;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which secrets were good lately, as far as that is remembered: each has one place, and whoever came there last has it.
 * To be forgotten costs a good secret a turn; to be taken for a good one would need the same 64 bits of a digest.
 */
final class GoodSecrets {

    private static final int PLACES = 1 << 15;

    private final AtomicLongArray fingerprints = new AtomicLongArray(PLACES);

    void add(TokenDigest secret) {
        if (!contains(secret)) {
            fingerprints.setRelease(place(secret), secret.fingerprint());
        }
    }

    void remove(TokenDigest secret) {
        fingerprints.compareAndSet(place(secret), secret.fingerprint(), 0);
    }

    boolean contains(TokenDigest secret) {
        return fingerprints.getAcquire(place(secret)) == secret.fingerprint();
    }

    private static int place(TokenDigest secret) {
        return secret.hashCode() & PLACES - 1;
    }
}
