package dev.keyfob.domain.mail;

import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How far the digests have come: the one under way, or the latest, tells of what happened after {@code from} and up to
 * {@code until}. People get theirs in the order of their ids.
 *
 * @param after who got it last; empty where everybody did
 */
public record DigestMark(Instant from, Instant until, Optional<UserId> after) {

    /** How many days before its end a digest warns of a token, each once. The last is for its last 24 hours. */
    private static final List<Integer> DAYS_BEFORE = List.of(14, 3, 1);

    /** How far back a first digest reaches at most, or one after a long stop. */
    private static final Duration LONGEST = Duration.ofDays(DAYS_BEFORE.get(0));

    private static final UserId LOWEST = new UserId(new UUID(0, 0));

    /** Has everybody got this digest? */
    public boolean isFinished() {
        return after.isEmpty();
    }

    /** The next digest, which nobody got yet. */
    public DigestMark next(Instant scheduledAt) {
        Instant earliest = scheduledAt.minus(LONGEST);
        return new DigestMark(until.isBefore(earliest) ? earliest : until, scheduledAt, Optional.of(LOWEST));
    }

    /** The same digest, once everybody up to that person has it. */
    public DigestMark toldUpTo(UserId last) {
        return new DigestMark(from, until, Optional.of(last));
    }

    /** The same digest, once everybody has it. */
    public DigestMark finish() {
        return new DigestMark(from, until, Optional.empty());
    }

    /** Which tokens this digest warns of. A token comes once for each number of days, though a digest may be late. */
    public List<DigestWindow> windows() {
        return DAYS_BEFORE.stream().map(this::window).toList();
    }

    private DigestWindow window(int days) {
        Duration before = Duration.ofDays(days);
        Instant after =
                Stream.of(from.plus(before), until).max(Instant::compareTo).orElseThrow();
        return new DigestWindow(days, after, until.plus(before));
    }
}
