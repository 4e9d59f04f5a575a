package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIdTest {

    @Test
    void an_id_is_read_as_it_is_written() {
        TokenId id = TokenId.random();

        assertThat(TokenId.parse(id.toString())).isEqualTo(id);
        assertThat(TokenId.parse("0C2F7B6E-52A1-4D5F-9A39-6F1F2A7C9B10"))
                .hasToString("0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0c2f7b6e52a14d5f9a396f1f2a7c9b10",
                "{0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10}",
                "0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b1g",
                "0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10\n",
                " 0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10",
                "0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b1\u0660",
                "self"
            })
    void anything_else_is_refused(String typed) {
        assertThatThrownBy(() -> TokenId.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.ID_UNREADABLE));
    }
}
