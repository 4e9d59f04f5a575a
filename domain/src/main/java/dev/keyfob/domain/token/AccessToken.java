package dev.keyfob.domain.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A personal access token: whose it is, what it is called, how long it lives, and what it was narrowed to.
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
        Optional<Instant> lastUsedAt) {

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

    public AccessToken named(TokenName other) {
        return new AccessToken(
                id, owner, other, digest, hint, lifeSpan, narrowing, networks, suspension, revocation, lastUsedAt);
    }

    public AccessToken narrowedTo(Narrowing other) {
        return new AccessToken(
                id, owner, name, digest, hint, lifeSpan, other, networks, suspension, revocation, lastUsedAt);
    }

    public AccessToken usableFrom(Networks other) {
        return new AccessToken(
                id, owner, name, digest, hint, lifeSpan, narrowing, other, suspension, revocation, lastUsedAt);
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
                otherLastUse);
    }
}
