package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    private static final String LABEL = "a".repeat(63);

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, alice@example.com, alice",
        "'  Alice@EXAMPLE.com\n', alice@example.com, alice",
        "o'neil+ci@mail.example.com, o'neil+ci@mail.example.com, o'neil+ci",
        "root@localhost, root@localhost, root",
    })
    void an_address_is_kept_in_lower_case(String typed, String kept, String localPart) {
        assertThat(Email.parse(typed)).hasToString(kept);
        assertThat(Email.parse(typed).localPart()).isEqualTo(localPart);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.com",
                "alice@",
                "alice@@example.com",
                "alice@example..com",
                "alice@-example.com",
                "alice@example-.com",
                "alice@example.com.",
                "al ice@example.com",
                "alice@example.com\nbob@example.com",
                "<alice@example.com>",
                "\"alice\"@example.com",
                "alice,bob@example.com",
                "\u0430lice@example.com",
                "\u212aevin@example.com",
                "al\u0130ce@example.com",
                "alice@ex\u00e4mple.com",
                "alice\0@example.com"
            })
    void anything_else_is_refused(String typed) {
        assertRefused(typed);
    }

    @Test
    void an_address_has_at_most_254_characters_and_64_before_the_at() {
        String domain = LABEL + "." + LABEL + "." + LABEL;

        assertThat(Email.parse("a".repeat(62) + "@" + domain).value()).hasSize(254);
        assertRefused("a".repeat(63) + "@" + domain);
        assertThat(Email.parse("a".repeat(64) + "@example.com").localPart()).hasSize(64);
        assertRefused("a".repeat(65) + "@example.com");
        assertRefused("alice@" + "a".repeat(64) + ".com");
        assertRefused("a@" + "a.".repeat(100_000) + "a");
    }

    private static void assertRefused(String typed) {
        assertThatThrownBy(() -> Email.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.EMAIL_UNREADABLE));
        assertThatThrownBy(() -> new Email(typed)).isInstanceOf(IllegalArgumentException.class);
    }
}
