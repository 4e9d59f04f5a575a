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

    /**
     * One that an administrator asked the owner for, and that ends the current secret by a date: until the owner picks
     * a new secret up there is none, and {@code nobodys} is kept in its place, which was thrown away when it was made.
     */
    static Rotation askedFor(TokenSecret nobodys, Instant askedAt, Instant currentEndsAt) {
        return new Rotation(nobodys.digest(), "", askedAt, currentEndsAt, Optional.empty());
    }

    /** Does the owner still have to make the new secret? Then nobody has one. */
    public boolean isAskedFor() {
        return successorHint.isEmpty();
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
