package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Controls both clocks by hand: the system clock and the monotonic one. */
class MonotonicClockTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private Instant system = NOON;
    private long nanos = 42;

    // Setting the clock back never makes an expired token work, and sessions and throttles continue.
    @Test
    void while_the_system_is_behind_time_goes_on_by_the_monotonic_clock() {
        MonotonicClock clock = startedAt(NOON.minusSeconds(60));
        assertThat(clock.instant()).isEqualTo(NOON);

        system = NOON.minusSeconds(3600);
        pass(Duration.ofMinutes(10));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(600));
        assertThat(clock.isAheadOfSystem()).isTrue();
        assertThat(clock.jumps())
                .containsExactly(new MonotonicClock.Jump(
                        NOON.plusSeconds(600), NOON.minusSeconds(3600).plusSeconds(600)));
    }

    @Test
    void it_does_not_start_before_the_newest_time_stored_and_goes_on_from_there() {
        Instant stored = NOON.plusSeconds(60);

        MonotonicClock clock = startedAt(stored);

        assertThat(clock.instant()).isEqualTo(stored);
        pass(Duration.ofSeconds(30));
        assertThat(clock.instant()).isEqualTo(stored.plusSeconds(30));
        assertThat(clock.agreed()).isEqualTo(stored.plusSeconds(30));
    }

    @Test
    void it_keeps_the_microseconds_that_databases_keep() {
        system = NOON.plusNanos(789);

        assertThat(startedAt(Instant.EPOCH).instant()).isEqualTo(NOON);
    }

    // Otherwise expired tokens would work again after a restart.
    @Test
    void the_stored_time_goes_on_where_the_clock_is_set_back_soon_after_a_start() {
        MonotonicClock clock = startedAt(NOON.minusSeconds(60));
        pass(Duration.ofMinutes(2));

        system = system.minusSeconds(3600);
        for (int i = 0; i < 30; i++) {
            pass(Duration.ofMinutes(1));
            clock.agreed();
        }

        assertThat(clock.agreed()).isEqualTo(NOON.plus(Duration.ofMinutes(32)));
    }

    @Test
    void after_a_long_stop_the_stored_time_goes_on_by_the_monotonic_clock_until_the_clocks_agree() {
        MonotonicClock clock = startedAt(NOON.minusSeconds(3600));
        pass(Duration.ofMinutes(2));

        system = system.minusSeconds(7200);
        pass(Duration.ofMinutes(30));

        assertThat(clock.agreed()).isEqualTo(NOON.minusSeconds(3600).plus(Duration.ofMinutes(32)));
    }

    // The monotonic clock does not advance while the machine is suspended.
    @Test
    void what_ended_while_the_machine_slept_has_ended() {
        MonotonicClock clock = steady();

        system = system.plus(TWO_DAYS);

        assertThat(clock.instant()).isEqualTo(system);
        assertThat(clock.jumps()).hasSize(1);
        pass(MonotonicClock.AGREEMENT);
        assertThat(clock.agreed()).isEqualTo(system);
        system = system.minus(TWO_DAYS);
        assertThat(clock.instant()).isEqualTo(system.plus(TWO_DAYS));
    }

    @Test
    void a_clock_that_was_days_ahead_for_a_moment_changes_neither_the_stored_time_nor_what_comes_after() {
        MonotonicClock clock = steady();

        system = system.plus(TWO_DAYS);
        assertThat(clock.instant()).isEqualTo(system);
        pass(Duration.ofSeconds(33));
        assertThat(clock.instant()).isEqualTo(system);
        assertThat(clock.agreed()).isEqualTo(system.minus(TWO_DAYS));
        system = system.minus(TWO_DAYS);

        assertThat(clock.instant()).isEqualTo(system);
        assertThat(clock.agreed()).isEqualTo(system);
        assertThat(clock.jumps()).hasSize(2);
        assertThat(clock.isAheadOfSystem()).isFalse();
    }

    @Test
    void a_time_that_is_ahead_is_stored_once_both_clocks_have_agreed_for_some_minutes() {
        MonotonicClock clock = startedAt(NOON.minusSeconds(3600));
        pass(MonotonicClock.AGREEMENT.minusSeconds(1));
        assertThat(clock.agreed()).isEqualTo(system.minusSeconds(3600));
        system = system.plus(TWO_DAYS);
        clock.instant();
        pass(MonotonicClock.AGREEMENT.minusSeconds(1));
        assertThat(clock.agreed()).isEqualTo(system.minus(TWO_DAYS).minusSeconds(3600));

        pass(Duration.ofSeconds(1));

        assertThat(clock.agreed()).isEqualTo(system);
    }

    @Test
    void a_clock_that_jumps_all_the_time_is_told_a_few_times() {
        MonotonicClock clock = steady();
        for (int i = 0; i < 100; i++) {
            system = system.plus(TWO_DAYS);
            clock.instant();
        }

        assertThat(clock.jumps()).hasSize(4);
        clock.jumps().forEach(clock::forget);
        assertThat(clock.jumps()).isEmpty();
    }

    @Test
    void a_correction_of_seconds_is_no_jump() {
        MonotonicClock clock = steady();

        system = system.plusSeconds(3);
        assertThat(clock.instant()).isEqualTo(system);
        assertThat(clock.agreed()).isEqualTo(system);
        system = system.minusSeconds(3);
        assertThat(clock.instant()).isEqualTo(system.plusSeconds(3));

        assertThat(clock.jumps()).isEmpty();
        assertThat(clock.isAheadOfSystem()).isFalse();
    }

    @Test
    void time_that_is_seconds_ahead_goes_on_more_slowly_until_the_system_has_caught_up() {
        MonotonicClock clock = steady();
        system = system.plusSeconds(3);
        clock.instant();
        system = system.minusSeconds(3);
        assertThat(clock.instant()).isEqualTo(system.plusSeconds(3));

        pass(Duration.ofSeconds(10));

        assertThat(clock.instant()).isEqualTo(system.plusSeconds(2));
        pass(Duration.ofSeconds(60));
        assertThat(clock.instant()).isEqualTo(system);
    }

    @Test
    void time_that_goes_on_more_slowly_does_not_stand_still_where_it_is_read_all_the_time() {
        MonotonicClock clock = steady();
        Instant before = clock.instant();
        system = system.minusSeconds(3);
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofNanos(500));
            clock.instant();
        }

        assertThat(clock.instant()).isAfter(before);
    }

    // Data that has expired only by a wrong clock must not be deleted.
    @Test
    void the_clocks_agree_again_minutes_after_a_jump() {
        MonotonicClock clock = steady();
        assertThat(clock.isAgreed()).isTrue();

        system = system.plus(TWO_DAYS);

        assertThat(clock.isAgreed()).isFalse();
        pass(MonotonicClock.AGREEMENT);
        assertThat(clock.isAgreed()).isTrue();
        system = system.minusSeconds(3600);
        assertThat(clock.isAgreed()).isFalse();
    }

    @Test
    void the_operator_can_say_that_the_clock_is_right() {
        MonotonicClock clock = startedAt(NOON.plus(TWO_DAYS));
        assertThat(clock.instant()).isEqualTo(NOON.plus(TWO_DAYS));

        assertThat(clock.trustSystem()).isEqualTo(new MonotonicClock.Jump(NOON.plus(TWO_DAYS), NOON));

        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.agreed()).isEqualTo(NOON);
    }

    private MonotonicClock startedAt(Instant newestStored) {
        return new MonotonicClock(() -> system, () -> nanos, newestStored);
    }

    /** A clock that has run for a while. */
    private MonotonicClock steady() {
        MonotonicClock clock = startedAt(NOON);
        pass(MonotonicClock.AGREEMENT);
        assertThat(clock.agreed()).isEqualTo(system);
        return clock;
    }

    private void pass(Duration time) {
        system = system.plus(time);
        nanos += time.toNanos();
    }
}
