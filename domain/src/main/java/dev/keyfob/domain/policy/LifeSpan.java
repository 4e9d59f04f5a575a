package dev.keyfob.domain.policy;

import java.time.Instant;
import java.util.Optional;

/** From when until when. No end means that the token does not expire. */
public record LifeSpan(Instant createdAt, Optional<Instant> expiresAt) {

    public LifeSpan {
        if (expiresAt.filter(end -> !end.isAfter(createdAt)).isPresent()) {
            throw new IllegalArgumentException("a token expires after it is created");
        }
    }

    /** The moment of expiry itself is already over. */
    public boolean isOverAt(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
