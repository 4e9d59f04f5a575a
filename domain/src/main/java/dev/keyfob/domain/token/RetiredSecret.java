package dev.keyfob.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret that a rotation retired. It is kept as long as its token, so its use is detected even after many more
 * rotations.
 *
 * <p>It is accepted until {@code worksUntil}. From {@code suspectFrom} on, its use counts as theft. In between, it is
 * only refused. A successor that was replaced before its first use has no {@code suspectFrom}, because only the owner
 * can have requested both. {@code reusedAt} is when its use was first detected.
 */
public record RetiredSecret(
        TokenDigest digest,
        TokenId token,
        Instant retiredAt,
        Instant worksUntil,
        Optional<Instant> suspectFrom,
        Optional<RotationKey> key,
        Optional<Instant> reusedAt) {

    /** Returns the secret that {@code token} had until the rotation that finishes now. */
    static RetiredSecret afterFirstUse(
            TokenId token, TokenDigest digest, Rotation rotation, Instant now, Duration grace) {
        Instant graceEnd = now.plus(grace);
        Instant end = rotation.overlapEndsAt().isBefore(graceEnd) ? rotation.overlapEndsAt() : graceEnd;
        return new RetiredSecret(digest, token, now, end, Optional.of(graceEnd), rotation.key(), Optional.empty());
    }

    /** Returns the same secret, without the record of its reuse. */
    public RetiredSecret unused() {
        return new RetiredSecret(digest, token, retiredAt, worksUntil, suspectFrom, key, Optional.empty());
    }

    public RetiredSecret reused(Instant at) {
        return new RetiredSecret(digest, token, retiredAt, worksUntil, suspectFrom, key, Optional.of(at));
    }

    /** Returns the unused successor of a rotation, which another successor replaces. */
    static RetiredSecret unused(TokenId token, Rotation rotation, Instant now) {
        return new RetiredSecret(
                rotation.successor(), token, now, now, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
