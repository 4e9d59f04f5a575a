package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of endpoints keeps to. */
public abstract class WebhookEndpointsContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final Webhook endpoint = Webhook.add(
            new WebhookUrl("https://hooks.example.com/keyfob?key=x"),
            EnumSet.of(EventType.TOKEN_CREATED, EventType.USER_DISABLED),
            NOW);
    private final SigningSecret secret = SigningSecret.generate(new SecureRandom());

    protected abstract Webhooks endpoints();

    @Test
    void an_endpoint_comes_back_as_it_was_added() {
        endpoints().add(endpoint, SigningSecrets.of(secret));

        assertThat(endpoints().find(endpoint.id())).contains(endpoint);
        assertThat(endpoints().findForUpdate(endpoint.id())).contains(endpoint);
        assertThat(endpoints().secretsOf(endpoint.id())).contains(SigningSecrets.of(secret));
        assertThat(endpoints().find(WebhookId.random())).isEmpty();
        assertThat(endpoints().secretsOf(WebhookId.random())).isEmpty();
    }

    @Test
    void what_can_change_of_it_is_written() {
        endpoints().add(endpoint, SigningSecrets.of(secret));
        Webhook changed = endpoint.delivered(NOW.plusSeconds(1))
                .failed(NOW.plusSeconds(2))
                .disable(NOW.plusSeconds(3), "gone");

        endpoints().update(changed);

        assertThat(endpoints().find(endpoint.id())).contains(changed);
        endpoints().update(changed.enable());
        assertThat(endpoints().find(endpoint.id())).contains(changed.enable());
        assertThat(endpoints().secretsOf(endpoint.id())).contains(SigningSecrets.of(secret));
    }

    @Test
    void a_rotated_secret_keeps_the_one_before_it_and_no_other() {
        endpoints().add(endpoint, SigningSecrets.of(secret));
        SigningSecrets once = SigningSecrets.of(secret).rotate(SigningSecret.generate(new SecureRandom()), NOW);
        SigningSecrets twice = once.rotate(SigningSecret.generate(new SecureRandom()), NOW.plusSeconds(60));

        endpoints().updateSecrets(endpoint.id(), once);
        assertThat(endpoints().secretsOf(endpoint.id())).contains(once);
        endpoints().updateSecrets(endpoint.id(), twice);
        assertThat(endpoints().secretsOf(endpoint.id())).contains(twice);
    }

    @Test
    void all_are_listed_in_the_order_of_their_adding_until_they_are_removed() {
        Webhook later = Webhook.add(
                new WebhookUrl("https://hooks.example.com/2"), Set.of(EventType.TOKEN_REVOKED), NOW.plusSeconds(1));
        endpoints().add(later, SigningSecrets.of(secret));
        endpoints().add(endpoint, SigningSecrets.of(secret));

        assertThat(endpoints().all()).containsExactly(endpoint, later);
        endpoints().remove(endpoint.id());
        assertThat(endpoints().all()).containsExactly(later);
        assertThat(endpoints().secretsOf(endpoint.id())).isEmpty();
    }
}
