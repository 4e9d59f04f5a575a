package dev.keyfob.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "h", "1w", "-1h", "1.5h", "0h", "100000d", "24 h", "P1D"})
    void an_overlap_that_cannot_be_one_is_refused(String typed) {
        assertRefused(() -> Overlap.parse(typed), Reason.OVERLAP_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "30m", "90m", "1h", "24h", "36h", "2d", "7d"})
    void an_overlap_is_written_as_it_was_read(String typed) {
        assertThat(Overlap.parse(typed)).hasToString(typed);
    }

    private static void assertRefused(Runnable work, Reason reason) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
