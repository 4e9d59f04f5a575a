package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.Webhook;
import org.junit.jupiter.api.Test;

class PauseWebhookTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void a_paused_webhook_is_told_of_nothing_until_it_is_resumed() {
        Webhook webhook = sample.add();

        keyfob.useCases.webhooks.pauseWebhook.pause(keyfob.signedIn(keyfob.admin), webhook.id());
        keyfob.tokenOf(keyfob.alice, "Laptop");
        assertThat(deliveries()).isZero();
        keyfob.useCases.webhooks.resumeWebhook.resume(keyfob.operator, webhook.id());
        keyfob.tokenOf(keyfob.alice, "Desk");

        assertThat(deliveries()).isEqualTo(1);
    }

    @Test
    void pausing_twice_keeps_the_first_and_is_audited_once() {
        Webhook webhook = sample.add();

        keyfob.useCases.webhooks.pauseWebhook.pause(keyfob.signedIn(keyfob.admin), webhook.id());
        keyfob.useCases.webhooks.pauseWebhook.pause(keyfob.operator, webhook.id());

        assertThat(keyfob.audited(AuditAction.WEBHOOK_DISABLED)).hasSize(1);
        assertThat(keyfob.webhooks
                        .find(webhook.id())
                        .orElseThrow()
                        .paused()
                        .orElseThrow()
                        .why())
                .isEqualTo("paused by admin@example.com");
    }

    private int deliveries() {
        return keyfob.useCases
                .webhooks
                .listDeliveries
                .list(keyfob.operator, DeliveryFilter.everything(), PageRequest.first())
                .items()
                .size();
    }
}
