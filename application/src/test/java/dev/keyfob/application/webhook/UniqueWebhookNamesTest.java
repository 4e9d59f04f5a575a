package dev.keyfob.application.webhook;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniqueWebhookNamesTest {

    private static final WebhookUrl URL = new WebhookUrl("https://hooks.example.com/in");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_name_is_free_once_in_whatever_case_and_form() {
        List<Webhook> others = List.of(add("Billing"));

        UniqueWebhookNames.requireFree(new WebhookName("Orders"), others);

        for (String same : List.of("BILLING", "\uff22illing")) {
            assertRefused(
                    () -> UniqueWebhookNames.requireFree(new WebhookName(same), others), Reason.WEBHOOK_NAME_TAKEN);
        }
    }

    @Test
    void without_a_name_it_is_called_by_its_host_and_the_next_number() {
        List<Webhook> others = List.of(add("hooks.example.com"), add("Hooks.example.com 2"));

        assertThat(UniqueWebhookNames.freeFor(URL, List.of())).isEqualTo(new WebhookName("hooks.example.com"));
        assertThat(UniqueWebhookNames.freeFor(URL, others)).isEqualTo(new WebhookName("hooks.example.com 3"));
    }

    private Webhook add(String name) {
        return keyfob.useCases
                .webhooks
                .addWebhook
                .add(keyfob.operator, new WebhookName(name), URL, EnumSet.of(EventType.TOKEN_CREATED))
                .webhook();
    }
}
