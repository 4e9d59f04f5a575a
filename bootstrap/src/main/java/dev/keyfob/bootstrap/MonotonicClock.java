package dev.keyfob.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time to go by, in microseconds as databases keep it. It never stands still and hardly ever goes back, so that a clock
 * that is set back brings no expired token to life and lets sessions and throttles go on.
 *
 * <p>The system's clock is believed at once where it is ahead: a machine that slept must not revive what ended meanwhile.
 * Where it is behind, time goes on by the monotonic clock. A jump ahead counts as true once both clocks agreed for some
 * minutes. Until then its time is not stored, and a system's clock that comes back to the time before the jump, as the
 * monotonic clock counts it, takes the jump back.
 */
final class MonotonicClock implements InstantSource {

    /** So long both clocks have to agree before a time after a jump is stored. */
    static final Duration AGREEMENT = Duration.ofMinutes(5);

    /** A difference below this is a correction, not a jump. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final int MOST_JUMPS = 4;

    private final InstantSource system;
    private final LongSupplier nanos;
    private final List<Jump> jumps = new ArrayList<>();
    private Line shown;
    private @Nullable Line beforeJump;
    private boolean isUnconfirmed;
    private boolean isBehind;
    private long steadySince;

    /** The system's clock showed another time than was expected. */
    record Jump(Instant expected, Instant found) {}

    /** A time, and how it goes on by the monotonic clock. */
    private record Line(Instant time, long nanos) {
        Instant at(long now) {
            return time.plusNanos(now - nanos).truncatedTo(ChronoUnit.MICROS);
        }
    }

    MonotonicClock(InstantSource system, LongSupplier nanos, Instant newestStored) {
        this.system = system;
        this.nanos = nanos;
        steadySince = nanos.getAsLong();
        shown = new Line(newestStored, steadySince);
        Instant found = read();
        if (found.isAfter(newestStored)) {
            shown = new Line(found, steadySince);
            isUnconfirmed = true;
        }
    }

    @Override
    public synchronized Instant instant() {
        return timeAt(nanos.getAsLong());
    }

    /** The time to store, if any: no clock that is right shows an earlier one. */
    synchronized Optional<Instant> agreed() {
        long now = nanos.getAsLong();
        Instant time = timeAt(now);
        if (isUnconfirmed && now - steadySince >= AGREEMENT.toNanos()) {
            isUnconfirmed = false;
            beforeJump = null;
        }
        if (!isUnconfirmed) {
            return Optional.of(time);
        }
        return Optional.ofNullable(beforeJump).map(line -> line.at(now));
    }

    /** Those since it was last called, and not more than a few: a clock that jumps all the time fills no log. */
    synchronized List<Jump> takeJumps() {
        List<Jump> taken = List.copyOf(jumps);
        jumps.clear();
        return taken;
    }

    /** Does the system's clock show an earlier time than this one? */
    synchronized boolean isAheadOfSystem() {
        timeAt(nanos.getAsLong());
        return isBehind;
    }

    /** From now on the system's clock is right, whatever was shown or stored before. */
    synchronized Instant trustSystem() {
        long now = nanos.getAsLong();
        Instant found = read();
        note(new Jump(shown.at(now), found));
        goOnFrom(found, now);
        isUnconfirmed = true;
        beforeJump = null;
        isBehind = false;
        return found;
    }

    private Instant timeAt(long now) {
        Instant expected = shown.at(now);
        Instant found = read();
        boolean isFar = Duration.between(expected, found).abs().compareTo(TOLERANCE) > 0;
        if (isFar) {
            steadySince = now;
        }
        if (found.isAfter(expected)) {
            isBehind = false;
            if (isFar) {
                note(new Jump(expected, found));
                rememberBeforeJump();
            }
            shown = new Line(found, now);
            return found;
        }
        if (isFar && isBackBeforeJump(found, now)) {
            note(new Jump(expected, found));
            goOnFrom(found, now);
            return found;
        }
        if (isFar && !isBehind) {
            note(new Jump(expected, found));
        }
        isBehind = isFar;
        return expected;
    }

    // Of several jumps, the time before the first counts.
    private void rememberBeforeJump() {
        if (!isUnconfirmed) {
            isUnconfirmed = true;
            beforeJump = shown;
        }
    }

    private boolean isBackBeforeJump(Instant found, long now) {
        return beforeJump != null
                && Duration.between(beforeJump.at(now), found).abs().compareTo(TOLERANCE) <= 0;
    }

    private void goOnFrom(Instant found, long now) {
        shown = new Line(found, now);
        beforeJump = null;
        isUnconfirmed = false;
        steadySince = now;
    }

    private void note(Jump jump) {
        if (jumps.size() < MOST_JUMPS) {
            jumps.add(jump);
        }
    }

    private Instant read() {
        return system.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
