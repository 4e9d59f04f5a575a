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
    @ValueSource(strings = {"Caf\u00e9 bills", "Cafe\u0301 bills", "Caf\u00e9  bills", "Caf\u00e9\tbills"})
    void a_name_is_kept_in_its_normal_form_with_single_spaces(String typed) {
        assertThat(WebhookName.parse(typed)).isEqualTo(new WebhookName("Caf\u00e9 bills"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAF\u00c9", "cafe\u0301", "\uff23af\u00e9"})
    void names_are_compared_without_regard_to_case_and_form(String other) {
        assertThat(new WebhookName(other).folded()).isEqualTo(new WebhookName("Caf\u00e9").folded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u2800"})
    void a_name_without_a_visible_character_is_refused(String typed) {
        assertRefused(typed, Reason.NAME_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "two\nlines", "\u202eBilling", "a\u0000b"})
    void what_cannot_be_seen_or_is_not_one_line_is_refused(String typed) {
        assertRefused(typed, Reason.NAME_NOT_PLAIN);
    }

    @Test
    void a_chosen_name_has_at_most_100_code_points() {
        String key = "\uD83D\uDD11";

        assertThat(WebhookName.parse(key.repeat(100)).value()).isEqualTo(key.repeat(100));
        assertRefused(key.repeat(101), Reason.NAME_TOO_LONG);
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

    private static void assertRefused(String typed, Reason reason) {
        assertThatThrownBy(() -> WebhookName.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
