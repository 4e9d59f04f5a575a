package dev.keyfob.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The time to go by, in microseconds as databases keep it. It never stands still and hardly ever goes back, so that a
 * clock that is set back brings no expired token to life and lets sessions and throttles go on.
 *
 * <p>The system's clock is believed at once where it is ahead: a machine that slept must not revive what ended
 * meanwhile. Where it is behind, time goes on by the monotonic clock. A jump ahead counts as true once both clocks
 * agreed for some minutes. Until then the time before the jump is stored, as the monotonic clock counts it on, and a
 * system's clock that comes back to it takes the jump back. A start is such a jump, from the stored time, unless that
 * is just behind.
 */
final class MonotonicClock implements InstantSource {

    /** So long both clocks have to agree before a time after a jump is stored. */
    static final Duration AGREEMENT = Duration.ofMinutes(5);

    /** A difference below this is a correction, not a jump. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /** Where the system's clock is behind by less than a jump, time goes on by a tenth more slowly until they meet. */
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

    /** The system's clock showed another time than was expected. */
    record Jump(Instant expected, Instant found) {}

    /** A time, and how it goes on by the monotonic clock. */
    private record Line(Instant time, long nanos) {
        Instant at(long now) {
            return time.plusNanos(now - nanos).truncatedTo(ChronoUnit.MICROS);
        }

        /** Goes on more slowly, and not further back than to that time. */
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

    /** The time to store: no clock that is right shows an earlier one. */
    synchronized Instant agreed() {
        long now = nanos.getAsLong();
        Instant time = timeAt(now);
        if (isUnconfirmed && now - steadySince >= AGREEMENT.toNanos()) {
            isUnconfirmed = false;
        }
        Instant before = beforeJump.at(now);
        return isUnconfirmed && before.isBefore(time) ? before : time;
    }

    /** Have both clocks agreed for so long that what is over may be deleted for good? */
    synchronized boolean isAgreed() {
        agreed();
        return !isUnconfirmed && !isBehind;
    }

    /** Those that are not forgotten, and not more than a few: a clock that jumps all the time fills no log. */
    synchronized List<Jump> jumps() {
        return List.copyOf(jumps);
    }

    /** It is noted for good. */
    synchronized void forget(Jump jump) {
        jumps.remove(jump);
    }

    /** Does the system's clock show an earlier time than this one? */
    synchronized boolean isAheadOfSystem() {
        timeAt(nanos.getAsLong());
        return isBehind;
    }

    /** From now on the system's clock is right, whatever was shown or stored before. Answers with what that changes. */
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

    // Of several jumps, the time before the first counts.
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
