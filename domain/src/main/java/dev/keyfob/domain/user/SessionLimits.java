package dev.keyfob.domain.user;

import java.time.Duration;

/**
 * The limits of a session: {@code idle} is the longest time without a use, {@code absolute} the longest time in all.
 */
public record SessionLimits(Duration idle, Duration absolute) {

    public SessionLimits {
        if (idle.isNegative() || idle.isZero() || absolute.compareTo(idle) < 0) {
            throw new IllegalArgumentException("a session's idle limit is positive and at most its whole life");
        }
    }
}
