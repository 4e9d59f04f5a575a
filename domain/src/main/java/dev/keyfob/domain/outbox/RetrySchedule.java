package dev.keyfob.domain.outbox;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The waiting times between attempts: the schedule of Standard Webhooks, over three days. A random extra of up to a
 * tenth spreads messages that failed at the same time.
 */
public record RetrySchedule(List<Duration> waits) {

    private static final double JITTER = 0.1;

    private static final RetrySchedule STANDARD = new RetrySchedule(List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24)));

    public RetrySchedule {
        waits = List.copyOf(waits);
    }

    public static RetrySchedule standard() {
        return STANDARD;
    }

    /** Returns the time to wait after this many attempts; empty after the last one. */
    public Optional<Duration> waitAfter(int attempts, SecureRandom random) {
        return attempts > waits.size()
                ? Optional.empty()
                : Optional.of(waits.get(attempts - 1))
                        .map(wait -> wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble())));
    }
}
