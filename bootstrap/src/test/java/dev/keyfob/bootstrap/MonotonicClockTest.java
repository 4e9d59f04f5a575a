package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    private final AtomicReference<Instant> system = new AtomicReference<>(NOON);

    // A clock that is set back never revives a token.
    @Test
    void it_does_not_go_back_when_the_system_does() {
        MonotonicClock clock = new MonotonicClock(system::get, Instant.EPOCH);
        clock.instant();

        system.set(NOON.minusSeconds(3600));

        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void it_does_not_start_before_the_newest_time_stored() {
        Instant stored = NOON.plusSeconds(60);

        MonotonicClock clock = new MonotonicClock(system::get, stored);

        assertThat(clock.instant()).isEqualTo(stored);
    }

    @Test
    void it_keeps_the_microseconds_that_databases_keep() {
        system.set(NOON.plusNanos(789));

        assertThat(new MonotonicClock(system::get, Instant.EPOCH).instant()).isEqualTo(NOON);
    }
}
