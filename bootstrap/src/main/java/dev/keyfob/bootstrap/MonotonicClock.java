package dev.keyfob.bootstrap;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The system's time, in microseconds as databases keep it, never going back: not behind what this process has seen and
 * not behind the newest time stored. A clock that is set back cannot bring an expired token to life.
 */
final class MonotonicClock implements InstantSource {

    private final InstantSource system;
    private final AtomicReference<Instant> highest;

    MonotonicClock(InstantSource system, Instant newestStored) {
        this.system = system;
        this.highest = new AtomicReference<>(newestStored);
    }

    @Override
    public Instant instant() {
        Instant now = system.instant().truncatedTo(ChronoUnit.MICROS);
        return highest.accumulateAndGet(now, (seen, read) -> read.isAfter(seen) ? read : seen);
    }
}
