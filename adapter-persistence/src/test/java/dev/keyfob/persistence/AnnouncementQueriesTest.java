package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.persistence.secrets.SealingKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/** A change contains everything that its webhooks need, so that nothing is read a second time for them. */
class AnnouncementQueriesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final List<String> statements = new ArrayList<>();

    @Test
    void a_revocation_with_a_webhook_reads_its_token_once_and_its_owner_where_another_revokes_it() {
        try (Database database = Database.inMemory()) {
            User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
            database.users().add(alice);
            UseCases useCases = AssembledUseCases.over(database, () -> NOW);
            Actor person = new Actor.SignedIn(alice, PermissionCatalogue.sample(), "192.0.2.1", Optional.empty());
            CreatedToken own = create(useCases, person, "Laptop");
            CreatedToken other = create(useCases, person, "CI");
            database.webhooks(SealingKey.ofThisProcess())
                    .add(
                            Webhook.add(
                                    new WebhookUrl("https://hooks.example.com"),
                                    EnumSet.of(EventType.TOKEN_REVOKED),
                                    NOW),
                            SigningSecrets.of(SigningSecret.generate(new SecureRandom())));
            database.tell(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    statements.add(context.getRawSql());
                }
            });

            useCases.tokens.revokeToken.revoke(person, own.token().id());
            assertThat(reads("access_token")).hasSize(1);
            assertThat(reads("app_user")).isEmpty();

            statements.clear();
            useCases.tokens.revokeToken.revoke(
                    new Actor.Operator(), other.token().id());
            assertThat(reads("access_token")).hasSize(1);
            assertThat(reads("app_user")).hasSize(1);
            assertThat(database.webhookDeliveries()
                            .list(DeliveryFilter.everything(), PageRequest.first())
                            .items())
                    .hasSize(2)
                    .allSatisfy(delivery -> assertThat(delivery.body()).contains("\"owner\":\"alice@example.com\""));
        }
    }

    private List<String> reads(String table) {
        return statements.stream()
                .filter(statement -> statement.startsWith("select") && statement.contains("from " + table))
                .toList();
    }

    private static CreatedToken create(UseCases useCases, Actor person, String name) {
        NewToken wanted = new NewToken(
                new Email("alice@example.com"), TokenName.parse(name), new Expiry.Standard(), Narrowing.none());
        return useCases.tokens.createToken.create(person, wanted);
    }
}
