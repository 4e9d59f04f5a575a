package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RotateWebhookSecretTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;

    @Test
    void for_a_day_after_a_rotation_both_secrets_sign() {
        WebhookWithSecret added =
                webhooks.addWebhook.add(keyfob.operator, SampleWebhooks.URL, SampleWebhooks.allEvents());
        WebhookId id = added.webhook().id();

        SigningSecret next =
                webhooks.rotateWebhookSecret.rotate(keyfob.operator, id).secret();
        webhooks.pingWebhook.ping(keyfob.operator, id);
        keyfob.clock.advance(Duration.ofHours(24));
        webhooks.pingWebhook.ping(keyfob.operator, id);

        assertThat(keyfob.webhookSender.sent.get(0).secrets()).containsExactly(next, added.secret());
        assertThat(keyfob.webhookSender.sent.get(1).secrets()).containsExactly(next);
        assertThat(keyfob.audited(AuditAction.WEBHOOK_ROTATED)).hasSize(1);
    }
}
