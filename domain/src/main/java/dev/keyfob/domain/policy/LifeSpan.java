package dev.keyfob.domain.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From when until when. No end means that the token does not expire. */
public record LifeSpan(Instant createdAt, Optional<Instant> expiresAt) {

    /** From so long before its end people are told of it, or from two sevenths of a life that is shorter. */
    public static final Duration WARNED = Duration.ofDays(14);

    public LifeSpan {
        if (expiresAt.filter(end -> !end.isAfter(createdAt)).isPresent()) {
            throw new IllegalArgumentException("a token expires after it is created");
        }
    }

    /** Is the end so near that people are told of it? Nobody is told at birth: of a life of 7 days the last 2 are. */
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

    /** The moment of expiry itself is already over. */
    public boolean isOverAt(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
