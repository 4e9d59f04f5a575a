package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInCounterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    @Test
    void free_tries_need_no_wait_and_further_ones_double_it_up_to_a_quarter_of_an_hour() {
        SignInCounter counter = SignInCounter.start("k");
        Duration[] expected = {
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8)
        };

        counter = counter.failed(NOW);
        for (Duration wait : expected) {
            assertThat(counter.waitAt(NOW, 2)).isEqualTo(wait);
            counter = counter.failed(NOW);
        }
        for (int i = 0; i < 100; i++) {
            counter = counter.failed(NOW);
        }

        assertThat(counter.waitAt(NOW, 2)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_clock_that_was_set_back_does_not_lengthen_a_wait() {
        SignInCounter counter = SignInCounter.start("k").failed(NOW).failed(NOW);

        assertThat(counter.waitAt(NOW.minus(Duration.ofDays(1)), 2)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_wait_ends_by_itself_and_a_success_forgets_the_failures() {
        SignInCounter counter = SignInCounter.start("k").failed(NOW).failed(NOW);

        assertThat(counter.waitAt(NOW.plusSeconds(1), 2)).isEqualTo(Duration.ZERO);
        assertThat(counter.succeeded(NOW).waitAt(NOW, 1)).isEqualTo(Duration.ZERO);
        assertThat(counter.succeeded(NOW).succeededSince(NOW.minusSeconds(1))).isTrue();
        assertThat(counter.withOneFailureLess().failures()).isEqualTo(1);
    }
}
