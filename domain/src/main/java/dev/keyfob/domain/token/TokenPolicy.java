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
    public Optional<End> endOf(AccessToken token) {
        Optional<End> own = token.expiresAt().map(at -> new End(at, Reason.EXPIRED));
        Optional<End> byLife = expiry.latestEndOf(token.lifeSpan()).map(at -> new End(at, Reason.POLICY_EXPIRED));
        Optional<End> byRest = idleLimit.map(
                limit -> new End(token.lastUsedAt().orElse(token.createdAt()).plus(limit), Reason.IDLE_TOO_LONG));
        return earlier(earlier(own, byLife), byRest);
    }

    private static Optional<End> earlier(Optional<End> one, Optional<End> other) {
        return one.isEmpty()
                        || other.isPresent()
                                && other.get().at().isBefore(one.get().at())
                ? other
                : one;
    }

    /** The token with the end that it really has. Only to be judged and shown, never to be kept. */
    public AccessToken applyTo(AccessToken token) {
        Optional<Instant> end = endOf(token).map(End::at);
        return end.equals(token.expiresAt()) ? token : token.within(new LifeSpan(token.createdAt(), end));
    }
}
