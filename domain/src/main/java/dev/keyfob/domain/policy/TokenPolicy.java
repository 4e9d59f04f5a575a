package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The operator's rules for tokens. They are checked whenever a token is used or shown, and are never stored in tokens.
 * If a limit is lowered and raised again, the tokens that had stopped work again.
 *
 * @param expiry how long tokens live
 * @param mostPerOwner how many unrevoked tokens an owner may have, at least 1
 * @param idleLimit how long a token works without being used; empty for no limit
 * @param creation who may create tokens
 * @param rotation how secrets are rotated
 */
public record TokenPolicy(
        ExpiryPolicy expiry,
        int mostPerOwner,
        Optional<Duration> idleLimit,
        CreationPolicy creation,
        RotationPolicy rotation) {

    public TokenPolicy {
        if (mostPerOwner < 1
                || idleLimit
                        .filter(limit -> limit.compareTo(Duration.ZERO) <= 0)
                        .isPresent()) {
            throw new IllegalArgumentException("a limit is positive");
        }
    }

    public TokenPolicy(ExpiryPolicy expiry, int mostPerOwner, Optional<Duration> idleLimit, CreationPolicy creation) {
        this(expiry, mostPerOwner, idleLimit, creation, RotationPolicy.standard());
    }

    /** The time when a token stops, and the rule that stops it. */
    public record End(Instant at, Reason reason) {}

    public static TokenPolicy standard() {
        return new TokenPolicy(ExpiryPolicy.standard(), 1000, Optional.empty(), CreationPolicy.byEveryone());
    }

    TokenPolicy with(ExpiryPolicy other) {
        return new TokenPolicy(other, mostPerOwner, idleLimit, creation, rotation);
    }

    TokenPolicy withMostPerOwner(int other) {
        return new TokenPolicy(expiry, other, idleLimit, creation, rotation);
    }

    public TokenPolicy withIdleLimit(Optional<Duration> other) {
        return new TokenPolicy(expiry, mostPerOwner, other, creation, rotation);
    }

    TokenPolicy withCreation(CreationPolicy other) {
        return new TokenPolicy(expiry, mostPerOwner, idleLimit, other, rotation);
    }

    public TokenPolicy with(RotationPolicy other) {
        return new TokenPolicy(expiry, mostPerOwner, idleLimit, creation, other);
    }

    /**
     * Returns the earliest of the token's own expiry, the longest life from its creation, and the idle limit from its
     * last use.
     */
    public Optional<End> endOf(LifeSpan span, Optional<Instant> lastUsedAt) {
        Optional<Instant> own = span.expiresAt();
        Optional<Instant> byLife = expiry.latestEndOf(span);
        Optional<Instant> byRest =
                idleLimit.map(limit -> lastUsedAt.orElse(span.createdAt()).plus(limit));
        if (isBefore(byRest, own) && isBefore(byRest, byLife)) {
            return end(byRest, Reason.IDLE_TOO_LONG);
        }
        return isBefore(byLife, own) ? end(byLife, Reason.POLICY_EXPIRED) : end(own, Reason.EXPIRED);
    }

    /** An empty time counts as later than every other. */
    private static boolean isBefore(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get()));
    }

    private static Optional<End> end(Optional<Instant> at, Reason reason) {
        return at.map(time -> new End(time, reason));
    }
}
