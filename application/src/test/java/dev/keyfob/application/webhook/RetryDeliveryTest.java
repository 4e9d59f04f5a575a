package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.Webhook;
import org.junit.jupiter.api.Test;

class RetryDeliveryTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void what_was_given_up_or_has_arrived_can_be_tried_again_and_what_is_under_way_cannot() {
        Webhook webhook = sample.add();
        Delivery tested = webhooks.pingWebhook.ping(keyfob.operator, webhook.id());

        webhooks.retryDelivery.retry(keyfob.signedIn(keyfob.admin), tested.id());

        assertThat(webhooks.deliverWebhooks.due()).containsExactly(webhook.id());
        assertThat(keyfob.audited(AuditAction.DELIVERY_RETRIED)).hasSize(1);
        keyfob.webhookDeliveries.update(sample.deliveries().get(0).take(keyfob.clock.instant()));
        assertThatThrownBy(() -> webhooks.retryDelivery.retry(keyfob.operator, tested.id()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.DELIVERY_UNDER_WAY));
        assertThatThrownBy(() -> webhooks.retryDelivery.retry(keyfob.operator, DeliveryId.random()))
                .hasMessage("There is no such delivery.");
    }
}
