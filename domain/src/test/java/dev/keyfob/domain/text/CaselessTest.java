package dev.keyfob.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaselessTest {

    @ParameterizedTest
    @CsvSource({
        "STRA\u1e9eE, stra\u00dfe",
        "STRA\u1e9eE, STRASSE",
        "\u0130, i\u0307",
        "\u039f\u0394\u039f\u03a3, \u03bf\u03b4\u03bf\u03c2",
        "\u039f\u0394\u039f\u03a3, \u03bf\u03b4\u03bf\u03c3",
        "\u017fun, SUN",
        "\u212bngstr\u00f6m, \u00e5ngstro\u0308m",
    })
    void the_same_word_has_the_same_form(String one, String other) {
        assertThat(Caseless.fold(one)).isEqualTo(Caseless.fold(other));
    }

    // A sigma has another form at the end of a word. It must still be found inside a longer word.
    @Test
    void a_part_is_found_in_its_whole() {
        String part = "\u039f\u0394\u039f\u03a3";

        assertThat(new TextCondition.ContainsFolded(part).test(part + "\u0391\u0392"))
                .isTrue();
        assertThat(new TextCondition.ContainsFolded("SS").test("stra\u00dfe")).isTrue();
    }

    // Stored forms are compared with new ones, so folding a folded text must not change it.
    @Test
    void folding_a_folded_text_changes_nothing_whatever_the_character() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String folded = Caseless.fold(Character.toString(c));

            if (!Caseless.fold(folded).equals(folded)) {
                fail("folded twice it is another: " + Integer.toHexString(c));
            }
        }
    }
}
