package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for names, each as a case. */
class TokenNameTest {

    @ParameterizedTest
    @CsvSource({
        "CI, CI",
        "'  CI  ', CI",
        "'\tCI\n', CI",
        "'\u00a0CI\u2003', CI",
        "'\u00a0\nCI\n\u00a0', CI",
        "build   server, build server",
        "'build \t server', build server",
        "'build\u00a0\u3000server', build server",
        "cafe\u0301, caf\u00e9",
        "\u65e5\u672c\u8a9e, \u65e5\u672c\u8a9e",
        "\ud83d\udd11 key, \ud83d\udd11 key",
        "<b>\"O'Neil\"</b>, <b>\"O'Neil\"</b>",
    })
    void a_name_is_kept_composed_and_with_single_spaces(String typed, String kept) {
        assertThat(TokenName.parse(typed).value()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0\u3000", "\u2800", " \u2800 \u2800", "\ud834\udd59"})
    void a_name_is_required(String typed) {
        assertRefused(typed, Reason.NAME_MISSING);
    }

    @Test
    void a_name_has_at_most_100_code_points_after_folding() {
        String key = "\ud83d\udd11";

        assertThat(TokenName.parse("  " + key.repeat(100) + " ").value()).isEqualTo(key.repeat(100));
        assertThat(TokenName.parse("a" + " ".repeat(500) + "b").value()).isEqualTo("a b");
        assertRefused(key.repeat(101), Reason.NAME_TOO_LONG);
        assertRefused("a".repeat(100_000), Reason.NAME_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\u0085b",
                "a\u000bb",
                "a\fb",
                "a\u2028b",
                "a\u2029b", // line breaks
                "a\0b",
                "a\u001bb",
                "a\u007fb",
                "a\u009bb", // control
                "a\u200bb",
                "a\u200db",
                "a\u2060b",
                "a\ufeffb",
                "a\u00adb", // invisible format characters
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\u061cb", // direction
                "a\ue000b",
                "a\udbff\udffdb", // private use
                "a\uffffb",
                "a\ufdd0b", // noncharacters
                "\u3164",
                "a\u3164b",
                "\uffa0",
                "a\u115fb",
                "a\u034fb",
                "a\u17b4b",
                "a\ufff0b",
                "a\udb40\udc01b",
                "a\udb43\udfffb", // without a glyph, assigned or not
                "CI\ufe0f",
                "\ufe0fCI",
                "CI\u200c",
                "\u200d\ud83d\udd11",
                "\ud83d\udd11\u200d",
                "\ud83d\udd11\u200dCI",
                "\u0645\u06cc\u200c",
                "\u0645\u06cc\u200c\u200c\u062e",
                "CI\udb40\udc67\udb40\udc7f",
                "\ud83c\udff4\udb40\udc67\udb40\udc62",
                "\ud83c\udff4\udb40\udc7f", // joiners, selectors and tags without the characters that they belong to
                "a\ud83d",
                "\udd11a" // unpaired surrogates
            })
    void what_cannot_be_seen_or_is_not_one_line_is_refused(String typed) {
        assertRefused(typed, Reason.NAME_NOT_PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 laptop", // a family
                "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb", // a technologist, with a skin tone
                "\u2764\ufe0f\u200d\ud83d\udd25", // a heart on fire
                "\ud83d\ude42\u200d\u2194\ufe0f", // a head that shakes
                "1\ufe0f\u20e3 build", // a keycap
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f", // a flag
                "\ud83e\udee9 \ud83e\udec6", // emoji of Unicode 16
                "\ud83e\udeff\u200d\ud83d\udd25", // an emoji that is not assigned yet, joined
                "a\u0378b", // unassigned
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian
                "\u0647\u200d", // a Persian abbreviation
                "\u0915\u094d\u200d\u0937", // Devanagari
                "\u09b0\u200d\u09cd\u09af", // Bengali
                "\u0dc1\u0dca\u200d\u0dbb\u0dd3", // Sinhala
                "\u845b\udb40\udd00", // a variant of a Han character
                "\u1820\u180b" // a Mongolian one
            })
    void what_changes_how_its_neighbours_look_is_taken_where_it_belongs(String typed) {
        assertThat(TokenName.parse(typed).value()).isEqualTo(typed);
    }

    // Limits how far a joiner searches for its letter, because the text may be as long as a request. If the work grew
    // with the square of the length, this would take hours.
    @ParameterizedTest
    @ValueSource(strings = {"\u0645%s\u200c\u0645", "\ud83c\udff4%s\udb40\udc7f"})
    void a_long_run_of_marks_or_tags_is_read_once(String form) {
        String run = (form.startsWith("\u0645") ? "\u0651\u200c" : "\udb40\udc67").repeat(2_000_000);

        assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> assertRefused(form.formatted(run), Reason.NAME_NOT_PLAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "CI Server, ci server",
        "STRASSE, stra\u00dfe",
        "\uff23\uff29, ci",
        "\ufb01le, FILE",
        "\u03a3\u03a3, \u03c3\u03c2",
        "\u212aelvin, kelvin",
        "\u2460, 1",
    })
    void names_that_differ_in_case_or_compatibility_alone_are_the_same(String one, String other) {
        assertThat(TokenName.parse(one).folded())
                .isEqualTo(TokenName.parse(other).folded());
    }

    @Test
    void other_names_are_other_names() {
        assertThat(TokenName.parse("CI 1").folded())
                .isNotEqualTo(TokenName.parse("CI 2").folded());
    }

    @Test
    void a_generated_name_is_a_name_and_new_each_time() {
        SecureRandom random = new SecureRandom();

        assertThat(TokenName.generate(random)).isNotEqualTo(TokenName.generate(random));
    }

    @Test
    void the_constructor_takes_what_parse_made_and_nothing_else() {
        assertThatThrownBy(() -> new TokenName(" CI ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenName("cafe\u0301")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenName("")).isInstanceOf(IllegalArgumentException.class);
    }

    // Names that an earlier version of Keyfob accepted, or another version of Java.
    @ParameterizedTest
    @ValueSource(strings = {"\u3164", "\u2800", "CI\ufe0f"})
    void a_stored_name_that_is_refused_today_can_still_be_read(String stored) {
        assertThat(new TokenName(stored).value()).isEqualTo(stored);
    }

    // What parse accepts, it accepts again unchanged. It never fails except with a refusal.
    @Test
    void every_character_there_is_makes_a_name_or_a_refusal() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String typed = "a " + Character.toString(c) + "b";
            try {
                TokenName name = TokenName.parse(typed);
                if (!TokenName.parse(name.value()).equals(name)) {
                    fail("parsed twice it is another: " + Integer.toHexString(c));
                }
            } catch (Refusal no) {
                if (no.reason() != Reason.NAME_NOT_PLAIN) {
                    fail("refused as " + no.reason() + ": " + Integer.toHexString(c));
                }
            }
        }
    }

    private static void assertRefused(String typed, Reason reason) {
        assertThatThrownBy(() -> TokenName.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
