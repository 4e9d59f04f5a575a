package dev.keyfob.domain.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The life of a token, from its creation to its expiry. Without an expiry, the token does not expire. */
public record LifeSpan(Instant createdAt, Optional<Instant> expiresAt) {

    /**
     * How long before the expiry its owner is warned. For shorter lives it is two sevenths of the life, if that is
     * less.
     */
    public static final Duration WARNED = Duration.ofDays(14);

    public LifeSpan {
        if (expiresAt.filter(end -> !end.isAfter(createdAt)).isPresent()) {
            throw new IllegalArgumentException("a token expires after it is created");
        }
    }

    /**
     * Whether the expiry is so near that the owner is warned. A new token never is: with a life of 7 days, the warning
     * shows in the last 2.
     */
    public boolean endsSoonAt(Instant now) {
        return !isOverAt(now)
                && expiresAt
                        .filter(end -> {
                            Duration share = Duration.between(createdAt, end)
                                    .multipliedBy(2)
                                    .dividedBy(7);
                            return !now.isBefore(end.minus(share.compareTo(WARNED) < 0 ? share : WARNED));
                        })
                        .isPresent();
    }

    /** Whether the life has ended, which is true from the expiry time on. */
    public boolean isOverAt(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
