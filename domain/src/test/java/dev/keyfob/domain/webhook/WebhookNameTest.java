package dev.keyfob.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Billing", "  Billing ", "\u00a0Billing\u2003", "\tBilling\u202f"})
    void white_space_of_any_script_around_a_name_is_removed(String typed) {
        assertThat(WebhookName.parse(typed)).isEqualTo(new WebhookName("Billing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u200b", "\u2800", "two\nlines", "\u202eBilling", "a\u0000b"})
    void what_cannot_be_seen_or_is_not_one_line_is_refused(String typed) {
        assertRefused(typed);
    }

    @Test
    void a_chosen_name_has_at_most_100_code_points() {
        String key = "\uD83D\uDD11";

        assertThat(WebhookName.parse(key.repeat(100)).value()).isEqualTo(key.repeat(100));
        assertRefused(key.repeat(101));
    }

    @Test
    void a_host_may_be_longer_but_not_longer_than_a_url() {
        WebhookUrl url = new WebhookUrl("https://" + "a".repeat(200) + ".example.com:8443/in");

        assertThat(WebhookName.ofHost(url)).hasToString("a".repeat(200) + ".example.com:8443");
        assertThatThrownBy(() -> new WebhookName("a".repeat(2_001))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u200b", "\u2800"})
    void the_constructor_takes_no_name_that_cannot_be_seen(String stored) {
        assertThatThrownBy(() -> new WebhookName(stored)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String typed) {
        assertThatThrownBy(() -> WebhookName.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.WEBHOOK_NAME_UNREADABLE));
    }
}
