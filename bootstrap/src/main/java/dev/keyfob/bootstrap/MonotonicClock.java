package dev.keyfob.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The clock of Keyfob, with the microseconds that databases store. It never stands still and hardly ever goes back. If
 * the system clock is set back, expired tokens therefore stay expired, and sessions and throttles continue.
 *
 * <p>If the system clock is ahead, its time is used at once, because tokens that expired while the machine slept must
 * stay expired. If the system clock is behind, time continues with the monotonic clock. A jump ahead is confirmed when
 * both clocks have agreed for some minutes. Until then, the time before the jump is stored, continued with the
 * monotonic clock. If the system clock returns to that time, the jump is undone. A start counts as a jump from the
 * stored time, unless that time is only minutes old.
 */
final class MonotonicClock implements InstantSource {

    /** How long both clocks must agree before a time after a jump is stored. */
    static final Duration AGREEMENT = Duration.ofMinutes(5);

    /** A smaller difference is a correction and not a jump. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /**
     * If the system clock is behind by less than a jump, time runs slower by a tenth until both clocks show the same
     * time.
     */
    private static final int SLOWER = 10;

    private static final int MOST_JUMPS = 4;

    private final InstantSource system;
    private final LongSupplier nanos;
    private final List<Jump> jumps = new ArrayList<>();
    private Line shown;
    private Line beforeJump;
    private boolean isUnconfirmed;
    private boolean isBehind;
    private long steadySince;

    /** A difference between the expected time and the time of the system clock. */
    record Jump(Instant expected, Instant found) {}

    /** A time that continues with the monotonic clock. */
    private record Line(Instant time, long nanos) {
        Instant at(long now) {
            return time.plusNanos(now - nanos).truncatedTo(ChronoUnit.MICROS);
        }

        /** Slows the time down, but not to before {@code earlier}. */
        Line slowedTo(Instant earlier, long now) {
            Instant expected = time.plusNanos(now - nanos);
            Duration slower = Duration.ofNanos((now - nanos) / SLOWER);
            Duration ahead = Duration.between(earlier, expected);
            return new Line(expected.minus(slower.compareTo(ahead) < 0 ? slower : ahead), now);
        }
    }

    MonotonicClock(InstantSource system, LongSupplier nanos, Instant newestStored) {
        this.system = system;
        this.nanos = nanos;
        steadySince = nanos.getAsLong();
        shown = new Line(newestStored, steadySince);
        beforeJump = shown;
        Instant found = read();
        if (found.isAfter(newestStored)) {
            shown = new Line(found, steadySince);
            isUnconfirmed = Duration.between(newestStored, found).compareTo(AGREEMENT) > 0;
        }
    }

    @Override
    public synchronized Instant instant() {
        return timeAt(nanos.getAsLong());
    }

    /** Returns the time to store. A correct clock never shows an earlier time. */
    synchronized Instant agreed() {
        long now = nanos.getAsLong();
        Instant time = timeAt(now);
        if (isUnconfirmed && now - steadySince >= AGREEMENT.toNanos()) {
            isUnconfirmed = false;
        }
        Instant before = beforeJump.at(now);
        return isUnconfirmed && before.isBefore(time) ? before : time;
    }

    /** Returns whether both clocks have agreed long enough for expired data to be deleted. */
    synchronized boolean isAgreed() {
        agreed();
        return !isUnconfirmed && !isBehind;
    }

    /**
     * Returns the jumps that were not forgotten yet. Their number is limited, so a clock that keeps jumping does not
     * fill the log.
     */
    synchronized List<Jump> jumps() {
        return List.copyOf(jumps);
    }

    /** Removes a jump after it was recorded. */
    synchronized void forget(Jump jump) {
        jumps.remove(jump);
    }

    /** Returns whether the system clock shows an earlier time than this clock. */
    synchronized boolean isAheadOfSystem() {
        timeAt(nanos.getAsLong());
        return isBehind;
    }

    /** Trusts the system clock from now on, whatever time was shown or stored before. Returns the resulting jump. */
    synchronized Jump trustSystem() {
        long now = nanos.getAsLong();
        Jump jump = new Jump(shown.at(now), read());
        goOnFrom(jump.found(), now);
        isBehind = false;
        return jump;
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
        if (!isFar) {
            shown = shown.slowedTo(found, now);
        }
        return shown.at(now);
    }

    // Of several jumps, only the time before the first one is kept.
    private void rememberBeforeJump() {
        if (!isUnconfirmed) {
            isUnconfirmed = true;
            beforeJump = shown;
        }
    }

    private boolean isBackBeforeJump(Instant found, long now) {
        return isUnconfirmed
                && Duration.between(beforeJump.at(now), found).abs().compareTo(TOLERANCE) <= 0;
    }

    private void goOnFrom(Instant found, long now) {
        shown = new Line(found, now);
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
