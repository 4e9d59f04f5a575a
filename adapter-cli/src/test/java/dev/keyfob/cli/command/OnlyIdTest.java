package dev.keyfob.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnlyIdTest {

    private static final WebhookId FIRST = WebhookId.parse("ab12cd34-0000-0000-0000-000000000001");
    private static final WebhookId SECOND = WebhookId.parse("ab12cd35-0000-0000-0000-000000000002");

    @Test
    void the_only_id_that_begins_so_is_found_in_upper_case_too() {
        assertThat(find("AB12CD35")).isEqualTo(SECOND);
    }

    @Test
    void several_ids_that_begin_so_are_refused_and_two_of_them_named() {
        assertThatThrownBy(() -> find("ab12"))
                .hasMessageContaining("More than one id begins with ab12, such as " + FIRST + " and " + SECOND)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.ID_AMBIGUOUS));
    }

    @Test
    void no_id_that_begins_so_is_refused_in_the_words_of_the_command() {
        assertThatThrownBy(() -> find("ffff")).hasMessageContaining("There is none.");
    }

    private static WebhookId find(String typed) {
        return OnlyId.beginningWith(
                typed,
                Stream.of(FIRST, SECOND),
                "More than one id",
                () -> new Refusal(Reason.WEBHOOK_NOT_FOUND, "There is none."));
    }
}
