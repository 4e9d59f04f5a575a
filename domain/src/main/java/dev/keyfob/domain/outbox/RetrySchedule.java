package dev.keyfob.domain.outbox;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long is waited after each attempt that failed: as Standard Webhooks says, over three days. By chance up to a
 * tenth longer, so that what failed together does not come back together.
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

    /** Empty where that was the last attempt. */
    public Optional<Duration> waitAfter(int attempts, SecureRandom random) {
        return attempts > waits.size()
                ? Optional.empty()
                : Optional.of(waits.get(attempts - 1))
                        .map(wait -> wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble())));
    }
}
