package dev.keyfob.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The secrets of a token, none of them in plain text. Secrets that rotations ended are kept separately, as
 * {@link RetiredSecret}.
 *
 * @param digest SHA-256 of the secret in use
 * @param hint the part of the secret in use that lists show: its prefix and its last four characters
 * @param rotation the successor that waits for its first use; empty if there is no rotation
 * @param reuse when and from where an ended secret was last used; empty if none was
 */
public record Secrets(TokenDigest digest, String hint, Optional<Rotation> rotation, Optional<Reuse> reuse) {

    static Secrets of(TokenSecret secret) {
        return new Secrets(secret.digest(), secret.hint(), Optional.empty(), Optional.empty());
    }

    /**
     * Adds a successor. Does not extend an overlap that has ended, so a stopped secret does not work again. Also does
     * not extend one beyond the end that an administrator requested.
     */
    Secrets rotate(TokenSecret successor, Instant now, Instant overlapEnd, Optional<RotationKey> key) {
        Instant end = rotation.filter(earlier -> earlier.isOverlapOverAt(now)
                        || earlier.isAskedFor() && earlier.overlapEndsAt().isBefore(overlapEnd))
                .map(Rotation::overlapEndsAt)
                .orElse(overlapEnd);
        return with(Optional.of(Rotation.to(successor, now, end, key)));
    }

    /** Sets the time when the secret in use ends, even if the owner has no new one by then. */
    Secrets askToRotate(TokenSecret placeholder, Instant now, Instant currentEndsAt) {
        return with(Optional.of(Rotation.askedFor(placeholder, now, currentEndsAt)));
    }

    /** Undoes {@link #askToRotate}, unless the secret in use has already ended. */
    Secrets dropAskedRotation(Instant now) {
        return with(rotation.filter(begun -> !begun.isAskedFor() || begun.isOverlapOverAt(now)));
    }

    Secrets rotateAgain(TokenSecret successor) {
        Rotation begun = underWay();
        return with(Optional.of(Rotation.to(successor, begun.begunAt(), begun.overlapEndsAt(), begun.key())));
    }

    Secrets succeeded() {
        Rotation finished = underWay();
        return new Secrets(finished.successor(), finished.successorHint(), Optional.empty(), reuse);
    }

    RetiredSecret retired(TokenId token, Instant now, Duration grace) {
        return RetiredSecret.afterFirstUse(token, digest, underWay(), now, grace);
    }

    Optional<RetiredSecret> replaced(TokenId token, Instant now) {
        return rotation.filter(pending -> !pending.isAskedFor())
                .map(pending -> RetiredSecret.unused(token, pending, now));
    }

    Secrets reusedFrom(Reuse reuse) {
        return new Secrets(digest, hint, rotation, Optional.of(reuse));
    }

    Secrets withoutReuse() {
        return new Secrets(digest, hint, rotation, Optional.empty());
    }

    private Rotation underWay() {
        return rotation.orElseThrow(() -> new IllegalStateException("there is no successor"));
    }

    private Secrets with(Optional<Rotation> other) {
        return new Secrets(digest, hint, other, reuse);
    }
}
