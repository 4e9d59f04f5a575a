package dev.keyfob.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypeTest {

    @Test
    void events_are_chosen_by_their_codes_and_none_means_all() {
        assertThat(EventType.parse(List.of("token.created", "user.disabled")))
                .containsExactlyInAnyOrder(EventType.TOKEN_CREATED, EventType.USER_DISABLED);
        assertThat(EventType.parse(List.of())).hasSize(7).doesNotContain(EventType.WEBHOOK_TEST);
        assertThatThrownBy(() -> EventType.parse(List.of("webhook.test")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.EVENT_UNREADABLE))
                .hasMessageContaining("token.expiring");
    }
}
