package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {

    @Test
    void an_id_is_read_as_it_is_written() {
        UserId id = UserId.random();

        assertThat(UserId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "alice@example.com", "0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10\n"})
    void anything_else_is_refused_as_an_unknown_user(String typed) {
        assertThatThrownBy(() -> UserId.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.USER_NOT_FOUND));
    }
}
