package dev.keyfob.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When owners are warned that a token expires. */
class LifeSpanTest {

    private static final Instant BORN = Instant.parse("2026-11-24T09:30:00Z");

    @ParameterizedTest
    @CsvSource({"7, 2", "14, 4", "49, 14", "90, 14", "366, 14"})
    void an_end_is_near_from_two_sevenths_of_the_life_or_14_days_before_it(int days, int warned) {
        LifeSpan life = new LifeSpan(BORN, Optional.of(BORN.plus(Duration.ofDays(days))));
        Instant from = BORN.plus(Duration.ofDays(days - warned));

        assertThat(life.endsSoonAt(BORN)).isFalse();
        assertThat(life.endsSoonAt(from.minusSeconds(1))).isFalse();
        assertThat(life.endsSoonAt(from)).isTrue();
        assertThat(life.endsSoonAt(BORN.plus(Duration.ofDays(days)))).isFalse();
    }

    @Test
    void what_never_ends_never_ends_soon() {
        assertThat(new LifeSpan(BORN, Optional.empty()).endsSoonAt(BORN)).isFalse();
    }
}
