package dev.keyfob.domain.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret that a rotation ended. It is kept as long as its token, so that its use is noticed however many rotations
 * ago it was.
 *
 * <p>Until {@code worksUntil} it is accepted. From {@code suspectFrom} on, its use counts as theft; in between it is
 * refused and nothing more. A successor that was replaced before its first use has no {@code suspectFrom}, since only
 * the owner can have asked twice. {@code reusedAt} is when its use was first noticed.
 */
public record RetiredSecret(
        TokenDigest digest,
        TokenId token,
        Instant retiredAt,
        Instant worksUntil,
        Optional<Instant> suspectFrom,
        Optional<RotationKey> key,
        Optional<Instant> reusedAt) {

    /** What was the secret of {@code token} until the rotation that is finished now. */
    static RetiredSecret afterFirstUse(
            TokenId token, TokenDigest digest, Rotation rotation, Instant now, Duration grace) {
        Instant graceEnd = now.plus(grace);
        Instant end = rotation.overlapEndsAt().isBefore(graceEnd) ? rotation.overlapEndsAt() : graceEnd;
        return new RetiredSecret(digest, token, now, end, Optional.of(graceEnd), rotation.key(), Optional.empty());
    }

    /** The same, as if it had not been used since it was retired. */
    public RetiredSecret unused() {
        return new RetiredSecret(digest, token, retiredAt, worksUntil, suspectFrom, key, Optional.empty());
    }

    public RetiredSecret reused(Instant at) {
        return new RetiredSecret(digest, token, retiredAt, worksUntil, suspectFrom, key, Optional.of(at));
    }

    /** The successor of a rotation which gets another one, unused. */
    static RetiredSecret unused(TokenId token, Rotation rotation, Instant now) {
        return new RetiredSecret(
                rotation.successor(), token, now, now, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
