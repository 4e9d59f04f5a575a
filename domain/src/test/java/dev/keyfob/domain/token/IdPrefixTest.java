package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdBeginningTest {

    @ParameterizedTest
    @ValueSource(strings = {"4351", "4351e2fb", "4351E2FB-", "4351e2fb-0a1c-4", "4351e2fb-0a1c-4c0e-9d5b-0f6f3f0f6a1"})
    void four_letters_are_enough_and_all_but_the_last_are_a_beginning_too(String typed) {
        assertThat(IdPrefix.parse(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "435",
                "4351e2fb0",
                "4351-e2fb",
                "4351e2fb--0a1c",
                "4351g2fb",
                "4351e2fb-0a1c-4c0e-9d5b-0f6f3f0f6a11",
                "4351e2fb-0a1c-4c0e-9d5b-0f6f3f0f6a111"
            })
    void what_is_too_short_whole_or_of_another_form_is_none(String typed) {
        assertThat(IdPrefix.parse(typed)).isEmpty();
    }

    @Test
    void all_ids_that_begin_so_are_between_the_lowest_and_the_highest() {
        IdPrefix beginning = IdPrefix.parse("4351E2FB-0a").orElseThrow();

        assertThat(beginning.lowest()).hasToString("4351e2fb-0a00-0000-0000-000000000000");
        assertThat(beginning.highest()).hasToString("4351e2fb-0aff-ffff-ffff-ffffffffffff");
    }
}
