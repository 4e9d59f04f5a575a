package dev.keyfob.domain.user;

import java.time.Duration;

/** How long a session lives: without being used, and at all. */
public record SessionLimits(Duration idle, Duration absolute) {

    public SessionLimits {
        if (idle.isNegative() || idle.isZero() || absolute.compareTo(idle) < 0) {
            throw new IllegalArgumentException("a session is idle for more than nothing and less than its whole life");
        }
    }

    public static SessionLimits standard() {
        return new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12));
    }
}
