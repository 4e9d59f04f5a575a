package dev.keyfob.application.throttle;

import dev.keyfob.domain.token.TokenDigest;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A bounded set of the secrets that were recently accepted. Each secret has one slot, and a later secret replaces an
 * earlier one in the same slot. If a valid secret is missing, its next look-up may have to wait. A wrong secret counts as
 * accepted only if 64 bits of its digest equal those of an accepted one.
 */
final class AcceptedSecrets {

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
