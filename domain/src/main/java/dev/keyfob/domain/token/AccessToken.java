package dev.keyfob.domain.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A personal access token: whose it is, what it is called, how long it lives, and what it was narrowed to.
 * {@code digest} and {@code hint} are of the secret in use; {@code rotation} says whether it has a successor.
 *
 * <p>It holds no role and no permission of its owner. What it may do is decided at each use by {@link
 * dev.keyfob.domain.permission.PermissionCeiling}, and whether it is over by {@link TokenPolicy}.
 */
public record AccessToken(
        TokenId id,
        UserId owner,
        TokenName name,
        TokenDigest digest,
        String hint,
        LifeSpan lifeSpan,
        Narrowing narrowing,
        Networks networks,
        Optional<Stamp> suspension,
        Optional<Stamp> revocation,
        Optional<Instant> lastUsedAt,
        Optional<Rotation> rotation,
        Optional<Sighting> reuse) {

    public static AccessToken issue(
            UserId owner, TokenName name, TokenSecret secret, LifeSpan lifeSpan, Narrowing narrowing) {
        return new AccessToken(
                TokenId.random(),
                owner,
                name,
                secret.digest(),
                secret.hint(),
                lifeSpan,
                narrowing,
                Networks.any(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Instant createdAt() {
        return lifeSpan.createdAt();
    }

    public Optional<Instant> expiresAt() {
        return lifeSpan.expiresAt();
    }

    public Optional<Instant> revokedAt() {
        return revocation.map(Stamp::at);
    }

    public boolean isRevoked() {
        return revocation.isPresent();
    }

    public boolean isSuspended() {
        return suspension.isPresent();
    }

    public TokenState stateAt(Instant now) {
        if (isRevoked()) {
            return TokenState.REVOKED;
        }
        if (lifeSpan.isOverAt(now)) {
            return TokenState.EXPIRED;
        }
        return isSuspended() ? TokenState.SUSPENDED : TokenState.ACTIVE;
    }

    /** Ends it for good. The first revocation stands. */
    public AccessToken revoke(Instant now, String by) {
        return isRevoked() ? this : with(lifeSpan, suspension, Optional.of(new Stamp(now, by)), lastUsedAt);
    }

    /** Lets it rest until it is resumed. The first suspension stands. */
    public AccessToken suspend(Instant now, String by) {
        return isSuspended() ? this : with(lifeSpan, Optional.of(new Stamp(now, by)), revocation, lastUsedAt);
    }

    public AccessToken resume() {
        return with(lifeSpan, Optional.empty(), revocation, lastUsedAt);
    }

    /** Notes a use. The time of last use never goes back. */
    public AccessToken usedAt(Instant now) {
        return lastUsedAt.filter(last -> !now.isAfter(last)).isPresent()
                ? this
                : with(lifeSpan, suspension, revocation, Optional.of(now));
    }

    public AccessToken within(LifeSpan other) {
        return with(other, suspension, revocation, lastUsedAt);
    }

    /**
     * Gives it a successor, instead of one that it may have had. The secret in use goes on working until the overlap
     * ends; one that an earlier overlap has stopped stays stopped.
     */
    public AccessToken rotate(TokenSecret successor, Instant now, Instant overlapEnd, Optional<RotationKey> key) {
        Instant end = rotation.filter(earlier -> earlier.isOverlapOverAt(now))
                .map(Rotation::overlapEndsAt)
                .orElse(overlapEnd);
        return with(digest, hint, Optional.of(Rotation.to(successor, now, end, key)), reuse);
    }

    /** Gives the rotation under way another successor, and changes nothing else of it. */
    public AccessToken rotateAgain(TokenSecret successor) {
        Rotation begun = rotation.orElseThrow();
        return with(
                digest,
                hint,
                Optional.of(Rotation.to(successor, begun.begunAt(), begun.overlapEndsAt(), begun.key())),
                reuse);
    }

    /**
     * Until when the secret in use works beside its unused successor: to the end of the overlap, or the token's own where
     * that is sooner. Empty where no rotation is under way.
     */
    public Optional<Instant> oldWorksUntil() {
        return rotation.map(Rotation::overlapEndsAt)
                .map(end -> expiresAt().filter(own -> own.isBefore(end)).orElse(end));
    }

    /** What the successor's first use makes of it. */
    public AccessToken succeeded() {
        return rotation.map(pending -> with(pending.successor(), pending.successorHint(), Optional.empty(), reuse))
                .orElseThrow(() -> new IllegalStateException("there is no successor"));
    }

    /** The secret that {@link #succeeded} leaves behind. */
    public RetiredSecret retired(Instant now, Duration grace) {
        return RetiredSecret.afterFirstUse(this, rotation.orElseThrow(), now, grace);
    }

    /** The unused successor that another one leaves behind. */
    public Optional<RetiredSecret> replaced(Instant now) {
        return rotation.map(pending -> RetiredSecret.unused(this, pending, now));
    }

    /** Notes that an old secret of it was used. */
    public AccessToken reusedFrom(String address, Instant now) {
        return with(digest, hint, rotation, Optional.of(new Sighting(now, address)));
    }

    public AccessToken named(TokenName other) {
        return with(other, narrowing, networks);
    }

    public AccessToken narrowedTo(Narrowing other) {
        return with(name, other, networks);
    }

    public AccessToken usableFrom(Networks other) {
        return with(name, narrowing, other);
    }

    private AccessToken with(
            LifeSpan otherSpan,
            Optional<Stamp> otherSuspension,
            Optional<Stamp> otherRevocation,
            Optional<Instant> otherLastUse) {
        return new AccessToken(
                id,
                owner,
                name,
                digest,
                hint,
                otherSpan,
                narrowing,
                networks,
                otherSuspension,
                otherRevocation,
                otherLastUse,
                rotation,
                reuse);
    }

    private AccessToken with(TokenName otherName, Narrowing otherNarrowing, Networks otherNetworks) {
        return new AccessToken(
                id,
                owner,
                otherName,
                digest,
                hint,
                lifeSpan,
                otherNarrowing,
                otherNetworks,
                suspension,
                revocation,
                lastUsedAt,
                rotation,
                reuse);
    }

    private AccessToken with(
            TokenDigest otherDigest,
            String otherHint,
            Optional<Rotation> otherRotation,
            Optional<Sighting> otherReuse) {
        return new AccessToken(
                id,
                owner,
                name,
                otherDigest,
                otherHint,
                lifeSpan,
                narrowing,
                networks,
                suspension,
                revocation,
                lastUsedAt,
                otherRotation,
                otherReuse);
    }
}
