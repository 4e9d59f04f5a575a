package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the operator allows tokens to be. It is looked at whenever a token is used or shown and never written into
 * tokens: to lower a limit and raise it again brings back exactly those that had stopped.
 */
public record TokenPolicy(
        ExpiryPolicy expiry,
        int mostPerOwner,
        Optional<Duration> idleLimit,
        Creation creation,
        RotationPolicy rotation) {

    public TokenPolicy {
        if (mostPerOwner < 1
                || idleLimit
                        .filter(limit -> limit.compareTo(Duration.ZERO) <= 0)
                        .isPresent()) {
            throw new IllegalArgumentException("a limit is more than nothing");
        }
    }

    public TokenPolicy(ExpiryPolicy expiry, int mostPerOwner, Optional<Duration> idleLimit, Creation creation) {
        this(expiry, mostPerOwner, idleLimit, creation, RotationPolicy.standard());
    }

    public TokenPolicy with(RotationPolicy other) {
        return new TokenPolicy(expiry, mostPerOwner, idleLimit, creation, other);
    }

    /** When a token stops, and which rule makes it stop. */
    public record End(Instant at, Reason reason) {}

    public static TokenPolicy standard() {
        return new TokenPolicy(ExpiryPolicy.standard(), 1000, Optional.empty(), Creation.byEveryone());
    }

    /** The earliest of: its own expiry, the longest life from its creation, and the idle limit from its last use. */
    public Optional<End> endOf(LifeSpan span, Optional<Instant> lastUsedAt) {
        Optional<End> own = span.expiresAt().map(at -> new End(at, Reason.EXPIRED));
        Optional<End> byLife = expiry.latestEndOf(span).map(at -> new End(at, Reason.POLICY_EXPIRED));
        Optional<End> byRest = idleLimit.map(
                limit -> new End(lastUsedAt.orElse(span.createdAt()).plus(limit), Reason.IDLE_TOO_LONG));
        return earlier(earlier(own, byLife), byRest);
    }

    private static Optional<End> earlier(Optional<End> one, Optional<End> other) {
        return one.isEmpty()
                        || other.isPresent()
                                && other.get().at().isBefore(one.get().at())
                ? other
                : one;
    }
}
