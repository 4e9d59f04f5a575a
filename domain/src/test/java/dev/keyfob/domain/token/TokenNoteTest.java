package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for notes, each as a case. */
class TokenNoteTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "' \t\n ', ''",
        "'\u2800\n\u2800', ''",
        "'  used by CI  ', used by CI",
        "'one  \r\n\r\n  two\r three ', 'one\n\n  two\n three'",
        "cafe\u0301, caf\u00e9",
        "\ud83d\udd11 \u65e5\u672c\u8a9e, \ud83d\udd11 \u65e5\u672c\u8a9e",
        "<b>\"O'Neil\"</b>, <b>\"O'Neil\"</b>",
    })
    void a_note_is_kept_composed_with_line_feeds_and_without_outer_blanks(String typed, String kept) {
        assertThat(TokenNote.parse(typed).value()).isEqualTo(kept);
    }

    @Test
    void a_note_has_at_most_500_code_points_after_stripping() {
        String key = "\ud83d\udd11";

        assertThat(TokenNote.parse(" " + key.repeat(500) + "\n").value()).isEqualTo(key.repeat(500));
        assertRefused(key.repeat(501), Reason.NOTE_TOO_LONG);
        assertRefused("a".repeat(100_000), Reason.NOTE_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007b",
                "a\u001bb",
                "a\u000bb",
                "a\u0085b",
                "a\u2028b",
                "a\u202eb",
                "a\u200bb",
                "\ud800"
            })
    void what_cannot_be_seen_is_refused(String typed) {
        assertRefused(typed, Reason.NOTE_NOT_PLAIN);
        assertRefused("a first line\n" + typed, Reason.NOTE_NOT_PLAIN);
    }

    @Test
    void a_note_is_searched_without_regard_to_case() {
        assertThat(TokenNote.parse("Stra\u00dfe\nCI").folded())
                .isEqualTo(TokenNote.parse("STRASSE\nci").folded());
    }

    private static void assertRefused(String typed, Reason reason) {
        assertThatThrownBy(() -> TokenNote.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
