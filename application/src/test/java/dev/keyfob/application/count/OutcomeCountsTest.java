package dev.keyfob.application.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {

    private final OutcomeCounts outcomes = new OutcomeCounts(Set.of(Reason.EXPIRED));

    @Test
    void each_outcome_has_a_number_from_the_start() {
        assertThat(numbers()).isEqualTo(Map.of("ok", 0L, "expired", 0L, "other", 0L, "unavailable", 0L));
    }

    @Test
    void what_work_comes_to_is_counted_and_passed_on() {
        Refusal refusal = new Refusal(Reason.EXPIRED, "It has expired.");
        IllegalStateException broken = new IllegalStateException();

        assertThat(outcomes.counted(() -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> outcomes.counted(() -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThatThrownBy(() -> outcomes.counted(() -> {
                    throw broken;
                }))
                .isSameAs(broken);

        assertThat(numbers()).isEqualTo(Map.of("ok", 1L, "expired", 1L, "other", 0L, "unavailable", 1L));
    }

    @Test
    void a_reason_without_a_number_of_its_own_counts_among_the_others() {
        outcomes.refused(Reason.TOO_BUSY);

        assertThat(numbers()).containsEntry("other", 1L);
    }

    private Map<String, Long> numbers() {
        return outcomes.byCode().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, OutcomeCountsTest::numberOf));
    }

    private static long numberOf(Map.Entry<String, LongSupplier> entry) {
        return entry.getValue().getAsLong();
    }
}
