package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {

    @Test
    void a_name_is_kept_without_outer_and_double_white_space() {
        assertThat(DisplayName.parse("\u00a0 Zoe\u0308 \t O'Neil\u2003").value())
                .contains("Zo\u00eb O'Neil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t ", "\u00a0", "\u2800"})
    void nothing_to_see_is_no_name(String typed) {
        assertThat(DisplayName.parse(typed).value()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice\nBob", "A\0", "\u202eAlice", "\ud83d"})
    void what_cannot_be_seen_or_breaks_the_line_is_refused(String typed) {
        assertRefused(typed, Reason.NAME_NOT_PLAIN);
    }

    @Test
    void a_name_has_at_most_a_hundred_characters_of_any_size() {
        assertThat(DisplayName.parse("\ud83d\udd11".repeat(100)).value()).isPresent();
        assertRefused("x".repeat(101), Reason.NAME_TOO_LONG);
    }

    private static void assertRefused(String typed, Reason reason) {
        assertThatThrownBy(() -> DisplayName.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
