package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.webhook.AddWebhook;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nodes on PostgreSQL share a key that the operator creates: no node creates one by itself. */
class WebhookKeyMissingTest {

    @Test
    void without_a_key_an_endpoint_is_refused_with_what_to_do() {
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        Settings settings = Settings.load(Map.of(Setting.DATABASE_URL, address.url()), Map.of(), Optional.empty());
        try (Wiring keyless = new Wiring(Database.onPostgres(address), settings)) {
            AddWebhook add = keyless.useCases.webhooks.addWebhook;
            WebhookUrl url = new WebhookUrl("https://hooks.example.com/");

            assertThatThrownBy(() -> add.add(new Actor.Operator(), url, Set.of(EventType.TOKEN_CREATED)))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.WEBHOOK_KEY_MISSING))
                    .hasMessageContaining("webhooks.key_file");
        }
    }
}
