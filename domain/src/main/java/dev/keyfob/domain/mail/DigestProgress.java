package dev.keyfob.domain.mail;

import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The progress of the daily digests. The current or latest digest covers the time after {@code from}, up to and
 * including {@code until}. Users receive it in the order of their ids.
 *
 * @param after the user who received it last; empty once all users have it
 */
public record DigestProgress(Instant from, Instant until, Optional<UserId> after) {

    /**
     * How many days before its expiry a digest warns of a token, once each. The last warning is for the last 24 hours.
     */
    private static final List<Integer> DAYS_BEFORE = List.of(14, 3, 1);

    /** The longest time that a digest covers, for the first digest or after a long downtime. */
    private static final Duration LONGEST = Duration.ofDays(DAYS_BEFORE.get(0));

    private static final UserId LOWEST = new UserId(new UUID(0, 0));

    /** Whether all users have received this digest. */
    public boolean isFinished() {
        return after.isEmpty();
    }

    /** Returns the next digest, which no user has received yet. */
    public DigestProgress next(Instant scheduledAt) {
        Instant earliest = scheduledAt.minus(LONGEST);
        return new DigestProgress(until.isBefore(earliest) ? earliest : until, scheduledAt, Optional.of(LOWEST));
    }

    /** Returns the same digest, received by all users up to this one. */
    public DigestProgress sentUpTo(UserId last) {
        return new DigestProgress(from, until, Optional.of(last));
    }

    /** Returns the same digest, received by all users. */
    public DigestProgress finish() {
        return new DigestProgress(from, until, Optional.empty());
    }

    /**
     * Returns the windows of the tokens that this digest warns of. A token appears once for each number of days, even
     * if a digest is late.
     */
    public List<ExpiringTokensWindow> windows() {
        return DAYS_BEFORE.stream().map(this::window).toList();
    }

    private ExpiringTokensWindow window(int days) {
        Duration before = Duration.ofDays(days);
        Instant after =
                Stream.of(from.plus(before), until).max(Instant::compareTo).orElseThrow();
        return new ExpiringTokensWindow(days, after, until.plus(before));
    }
}
