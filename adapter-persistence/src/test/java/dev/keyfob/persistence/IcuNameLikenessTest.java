package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.token.TokenName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F1, Unicode Technical Standard 39. */
class IcuNameLikenessTest {

    private final IcuNameLikeness likeness = new IcuNameLikeness();

    @ParameterizedTest
    @CsvSource({"paypal, p\u0430ypal", "scope, \u0455\u0441\u043e\u0440\u0435", "rn 1, m 1", "CI, ci", "l0, lO"})
    void what_a_reader_takes_for_one_another_is_alike(String one, String other) {
        assertThat(likeness.areAlike(TokenName.parse(one), TokenName.parse(other)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CI, CD", "Laptop 1, Laptop 2", "a, \u00e4", "\u0436, w"})
    void what_a_reader_tells_apart_is_not(String one, String other) {
        assertThat(likeness.areAlike(TokenName.parse(one), TokenName.parse(other)))
                .isFalse();
    }
}
