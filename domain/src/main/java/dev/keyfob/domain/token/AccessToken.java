package dev.keyfob.domain.token;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A personal access token: whose it is, what it is called, how long it lives, and what it was narrowed to.
 *
 * <p>It holds no role and no permission of its owner. What it may do is decided at each use by {@link
 * dev.keyfob.domain.permission.PermissionCeiling}.
 */
public record AccessToken(
        TokenId id,
        UserId owner,
        TokenName name,
        TokenDigest digest,
        String hint,
        LifeSpan lifeSpan,
        Narrowing narrowing,
        Optional<Instant> revokedAt,
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
                Optional.empty(),
                Optional.empty());
    }

    public Instant createdAt() {
        return lifeSpan.createdAt();
    }

    public Optional<Instant> expiresAt() {
        return lifeSpan.expiresAt();
    }

    public boolean isRevoked() {
        return revokedAt.isPresent();
    }

    public TokenState stateAt(Instant now) {
        if (isRevoked()) {
            return TokenState.REVOKED;
        }
        return lifeSpan.isOverAt(now) ? TokenState.EXPIRED : TokenState.ACTIVE;
    }

    /** Ends it for good. The first time of revocation stands. */
    public AccessToken revoke(Instant now) {
        return isRevoked()
                ? this
                : new AccessToken(id, owner, name, digest, hint, lifeSpan, narrowing, Optional.of(now), lastUsedAt);
    }

    /** Notes a use. The time of last use never goes back. */
    public AccessToken usedAt(Instant now) {
        return lastUsedAt.filter(last -> !now.isAfter(last)).isPresent()
                ? this
                : new AccessToken(id, owner, name, digest, hint, lifeSpan, narrowing, revokedAt, Optional.of(now));
    }
}
