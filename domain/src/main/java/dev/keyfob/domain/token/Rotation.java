package dev.keyfob.domain.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A rotation that has begun but is not finished: the successor waits for its first use. The current secret works beside
 * it until that use, or until the overlap ends.
 */
public record Rotation(
        TokenDigest successor,
        String successorHint,
        Instant begunAt,
        Instant overlapEndsAt,
        Optional<RotationKey> key) {

    static Rotation to(TokenSecret successor, Instant begunAt, Instant overlapEndsAt, Optional<RotationKey> key) {
        return new Rotation(successor.digest(), successor.hint(), begunAt, overlapEndsAt, key);
    }

    /**
     * Creates a rotation that an administrator requested, and that ends the current secret at a given time. The owner
     * gets the new secret later, at the pick-up. Until then {@code placeholder} takes its place. The plain text of that
     * secret was discarded, so nobody can use it.
     */
    static Rotation askedFor(TokenSecret placeholder, Instant askedAt, Instant currentEndsAt) {
        return new Rotation(placeholder.digest(), "", askedAt, currentEndsAt, Optional.empty());
    }

    /** Whether the owner has not created the new secret yet, so nobody has one. */
    public boolean isAskedFor() {
        return successorHint.isEmpty();
    }

    /** Whether the overlap has ended, which is true from {@code overlapEndsAt} on. */
    public boolean isOverlapOverAt(Instant now) {
        return !now.isBefore(overlapEndsAt);
    }

    /** Whether a request is a repeat of the one that began this rotation. A request without a key never is. */
    public boolean isAskedForBy(Optional<RotationKey> sent) {
        return key.isPresent() && key.equals(sent);
    }
}
