package dev.keyfob.application.throttle;

import dev.keyfob.domain.token.TokenDigest;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A small set of the secrets that were recently accepted. Each secret has one slot, and a later secret replaces an
 * earlier one. A false negative costs a valid secret one delayed look-up; a false positive needs a collision in 64 bits
 * of a digest.
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
