package dev.keyfob.domain.token;

import dev.keyfob.domain.policy.LifeSpan;
import java.time.Instant;
import java.util.Optional;

/**
 * The life span of a token, and what has happened in it.
 *
 * @param span from the token's creation until its own expiry
 * @param suspension when and by whom the token was suspended; empty if it is not suspended
 * @param revocation when and by whom the token was revoked; empty if it is not revoked
 * @param lastUsedAt the latest recorded use; empty before the first one
 */
public record Life(
        LifeSpan span, Optional<Suspension> suspension, Optional<Stamp> revocation, Optional<Instant> lastUsedAt) {

    static Life beginning(LifeSpan span) {
        return new Life(span, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean isRevoked() {
        return revocation.isPresent();
    }

    boolean isSuspended() {
        return suspension.isPresent();
    }

    TokenState stateAt(Instant now) {
        if (isRevoked()) {
            return TokenState.REVOKED;
        }
        if (span.isOverAt(now)) {
            return TokenState.EXPIRED;
        }
        return isSuspended() ? TokenState.SUSPENDED : TokenState.ACTIVE;
    }

    /** Keeps an earlier revocation. */
    Life revoke(Stamp stamp) {
        return isRevoked() ? this : new Life(span, suspension, Optional.of(stamp), lastUsedAt);
    }

    /** Keeps an earlier suspension. */
    Life suspend(Suspension other) {
        return isSuspended() ? this : new Life(span, Optional.of(other), revocation, lastUsedAt);
    }

    Life resume() {
        return new Life(span, Optional.empty(), revocation, lastUsedAt);
    }

    /** The time of last use never goes back. */
    Life usedAt(Instant now) {
        return lastUsedAt.isPresent() && !now.isAfter(lastUsedAt.get())
                ? this
                : new Life(span, suspension, revocation, Optional.of(now));
    }

    Life within(LifeSpan other) {
        return new Life(other, suspension, revocation, lastUsedAt);
    }
}
