package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.Webhook;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingWebhookTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void a_test_is_tried_once_and_said_how_it_went() {
        Webhook webhook = sample.add();
        keyfob.webhookSender.answer(HttpOutcome.of(500, Optional.empty()));

        Delivery tested = webhooks.pingWebhook.ping(keyfob.operator, webhook.id());

        assertThat(tested.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(tested.note()).isEqualTo("HTTP 500");
        assertThat(sample.deliveries()).containsExactly(tested);
        assertThat(webhooks.deliverWebhooks.due()).isEmpty();
        assertThat(sample.webhook(webhook.id()).isActive()).isTrue();
    }
}
