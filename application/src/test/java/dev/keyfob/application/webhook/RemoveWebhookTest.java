package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.Webhook;
import org.junit.jupiter.api.Test;

class RemoveWebhookTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void removing_takes_what_waited_along() {
        Webhook webhook = sample.add();
        Webhook other = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");

        webhooks.removeWebhook.remove(keyfob.operator, webhook.id());

        assertThat(sample.deliveries()).extracting(Delivery::webhook).containsExactly(other.id());
        assertThat(keyfob.audited(AuditAction.WEBHOOK_REMOVED)).hasSize(1);
        assertThatThrownBy(() -> webhooks.removeWebhook.remove(keyfob.operator, webhook.id()))
                .hasMessage("There is no such webhook.");
    }
}
