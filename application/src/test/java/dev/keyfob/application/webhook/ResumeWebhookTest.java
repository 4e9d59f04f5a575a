package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.webhook.Webhook;
import org.junit.jupiter.api.Test;

class ResumeWebhookTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void a_disabled_endpoint_that_is_enabled_gets_what_waited() {
        Webhook webhook = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhooks.update(webhook.pause(keyfob.clock.instant(), "gone"));
        assertThat(webhooks.deliverWebhooks.deliverNext(webhook.id())).isEmpty();

        webhooks.resumeWebhook.resume(keyfob.operator, webhook.id());
        webhooks.resumeWebhook.resume(keyfob.operator, webhook.id());

        assertThat(webhooks.deliverWebhooks.deliverNext(webhook.id())).isPresent();
        assertThat(keyfob.audited(AuditAction.WEBHOOK_ENABLED)).hasSize(1);
    }
}
