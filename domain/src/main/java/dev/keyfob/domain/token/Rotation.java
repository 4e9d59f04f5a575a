package dev.keyfob.domain.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A rotation that is begun and not finished: the successor waits for its first use. Until then, and until the overlap
 * ends, the current secret works beside it.
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

    /** The moment of its end is already over. */
    public boolean isOverlapOverAt(Instant now) {
        return !now.isBefore(overlapEndsAt);
    }

    /** Is that the request which began it, sent again? One without a key never is. */
    public boolean isAskedForBy(Optional<RotationKey> sent) {
        return key.isPresent() && key.equals(sent);
    }
}
