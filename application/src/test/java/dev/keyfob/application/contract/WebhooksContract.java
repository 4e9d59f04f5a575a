package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link Webhooks} must pass. */
public abstract class WebhooksContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final Webhook webhook = Webhook.add(
            new WebhookUrl("https://hooks.example.com/keyfob?key=x"),
            EnumSet.of(EventType.TOKEN_CREATED, EventType.USER_DISABLED),
            NOW);
    private final SigningSecret secret = SigningSecret.generate(new SecureRandom());

    protected abstract Webhooks webhooks();

    @Test
    void an_endpoint_comes_back_as_it_was_added() {
        webhooks().add(webhook, SigningSecrets.of(secret));

        assertThat(webhooks().find(webhook.id())).contains(webhook);
        assertThat(webhooks().findForUpdate(webhook.id())).contains(webhook);
        assertThat(webhooks().secretsOf(webhook.id())).contains(SigningSecrets.of(secret));
        assertThat(webhooks().find(WebhookId.random())).isEmpty();
        assertThat(webhooks().secretsOf(WebhookId.random())).isEmpty();
    }

    @Test
    void what_can_change_of_it_is_written() {
        webhooks().add(webhook, SigningSecrets.of(secret));
        Webhook changed =
                webhook.delivered(NOW.plusSeconds(1)).failed(NOW.plusSeconds(2)).pause(NOW.plusSeconds(3), "gone");

        webhooks().update(changed);

        assertThat(webhooks().find(webhook.id())).contains(changed);
        webhooks().update(changed.resume());
        assertThat(webhooks().find(webhook.id())).contains(changed.resume());
        assertThat(webhooks().secretsOf(webhook.id())).contains(SigningSecrets.of(secret));
    }

    @Test
    void a_rotated_secret_keeps_the_one_before_it_and_no_other() {
        webhooks().add(webhook, SigningSecrets.of(secret));
        SigningSecrets once = SigningSecrets.of(secret).rotate(SigningSecret.generate(new SecureRandom()), NOW);
        SigningSecrets twice = once.rotate(SigningSecret.generate(new SecureRandom()), NOW.plusSeconds(60));

        webhooks().updateSecrets(webhook.id(), once);
        assertThat(webhooks().secretsOf(webhook.id())).contains(once);
        webhooks().updateSecrets(webhook.id(), twice);
        assertThat(webhooks().secretsOf(webhook.id())).contains(twice);
    }

    @Test
    void all_are_listed_in_the_order_of_their_adding_until_they_are_removed() {
        Webhook later = Webhook.add(
                new WebhookName("Größe 🔔"),
                new WebhookUrl("https://hooks.example.com/2"),
                Set.of(EventType.TOKEN_REVOKED),
                NOW.plusSeconds(1));
        webhooks().add(later, SigningSecrets.of(secret));
        webhooks().add(webhook, SigningSecrets.of(secret));

        assertThat(webhooks().all()).containsExactly(webhook, later);
        assertThat(webhooks().lockAll()).containsExactly(webhook, later);
        webhooks().remove(webhook.id());
        assertThat(webhooks().all()).containsExactly(later);
        assertThat(webhooks().secretsOf(webhook.id())).isEmpty();
    }
}
