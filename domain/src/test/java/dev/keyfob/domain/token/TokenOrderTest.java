package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenOrderTest {

    @ParameterizedTest
    @EnumSource
    void an_order_reads_back_from_its_code(TokenOrder.Field field) {
        TokenOrder up = new TokenOrder(field, true);
        TokenOrder down = new TokenOrder(field, false);

        assertThat(TokenOrder.parse(up.code())).contains(up);
        assertThat(TokenOrder.parse(down.code())).contains(down);
    }

    @Test
    void a_minus_means_descending() {
        assertThat(TokenOrder.NEWEST_FIRST.code()).isEqualTo("-created_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--name", "NAME", "id", "name "})
    void what_is_no_order_is_none(String code) {
        assertThat(TokenOrder.parse(code)).isEmpty();
    }
}
