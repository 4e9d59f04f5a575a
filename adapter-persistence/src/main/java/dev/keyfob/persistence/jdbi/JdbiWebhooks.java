package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.persistence.secrets.SealingKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about webhooks. Their secrets are encrypted here, each together with the id of its webhook. */
public final class JdbiWebhooks implements Webhooks {

    private static final String COLUMNS =
            "select id, name, url, events, created_at, disabled_at, disabled_because, delivered_at,"
                    + " failed_at from webhook_endpoint ";

    private final Jdbi jdbi;
    private final SealingKey key;

    public JdbiWebhooks(Jdbi jdbi, SealingKey key) {
        this.jdbi = jdbi;
        this.key = key;
    }

    @Override
    public void add(Webhook webhook, SigningSecrets secrets) {
        byte[] sealed = close(webhook.id(), secrets.current());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into webhook_endpoint (id, name, url, events, sealed_secret, created_at)
                        values (:id, :name, :url, :events, :sealed, :createdAt)""")
                .bind("id", webhook.id().value())
                .bind("name", webhook.name().value())
                .bind("url", webhook.url().value())
                .bind("events", webhook.events().stream().map(EventType::code).collect(Collectors.joining(" ")))
                .bind("sealed", sealed)
                .bind("createdAt", webhook.createdAt())
                .execute());
    }

    @Override
    public void update(Webhook webhook) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update webhook_endpoint set name = :name, disabled_at = :disabledAt,
                            disabled_because = :because, delivered_at = :deliveredAt, failed_at = :failedAt
                        where id = :id""")
                .bind("id", webhook.id().value())
                .bind("name", webhook.name().value())
                .bind("disabledAt", webhook.paused().map(Webhook.Pause::at).orElse(null))
                .bind("because", webhook.paused().map(Webhook.Pause::why).orElse(null))
                .bind("deliveredAt", webhook.deliveredAt().orElse(null))
                .bind("failedAt", webhook.failedAt().orElse(null))
                .execute());
    }

    @Override
    public void updateSecrets(WebhookId id, SigningSecrets secrets) {
        byte[] current = close(id, secrets.current());
        byte[] earlier = secrets.earlier().map(old -> close(id, old.secret())).orElse(null);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update webhook_endpoint set sealed_secret = :current, sealed_earlier = :earlier,
                            earlier_until = :until
                        where id = :id""")
                .bind("id", id.value())
                .bind("current", current)
                .bind("earlier", earlier)
                .bind(
                        "until",
                        secrets.earlier().map(SigningSecrets.Earlier::until).orElse(null))
                .execute());
    }

    @Override
    public void remove(WebhookId id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from webhook_endpoint where id = :id")
                .bind("id", id.value())
                .execute());
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return one(id, "");
    }

    @Override
    public Optional<Webhook> findForUpdate(WebhookId id) {
        return one(id, " for update");
    }

    @Override
    public Optional<SigningSecrets> secretsOf(WebhookId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select sealed_secret, sealed_earlier, earlier_until from webhook_endpoint where id = :id")
                .bind("id", id.value())
                .map((row, context) -> secrets(id, row))
                .findOne());
    }

    @Override
    public List<Webhook> all() {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "order by created_at, id")
                .map(JdbiWebhooks::read)
                .list());
    }

    @Override
    public List<Webhook> lockAll() {
        jdbi.useHandle(handle -> handle.createQuery("select id from webhook_list where id = 1 for update")
                .mapTo(Integer.class)
                .one());
        // A second statement, because the first one does not see what was committed while it waited for the lock.
        return all();
    }

    private Optional<Webhook> one(WebhookId id, String ending) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where id = :id" + ending)
                .bind("id", id.value())
                .map(JdbiWebhooks::read)
                .findOne());
    }

    private SigningSecrets secrets(WebhookId id, ResultSet row) throws SQLException {
        SigningSecret current = open(id, row.getBytes("sealed_secret"));
        byte[] earlier = row.getBytes("sealed_earlier");
        Optional<Instant> until = Instants.read(row, "earlier_until");
        return new SigningSecrets(current, until.map(end -> new SigningSecrets.Earlier(open(id, earlier), end)));
    }

    // The id is included, so that a secret is refused if it was copied into the row of another webhook.
    private byte[] close(WebhookId id, SigningSecret secret) {
        return key.seal().close(id + " " + secret.reveal());
    }

    private SigningSecret open(WebhookId id, byte[] sealed) {
        return key.seal()
                .open(sealed)
                .filter(text -> text.startsWith(id + " "))
                .map(text -> SigningSecret.of(text.substring(id.toString().length() + 1)))
                .orElseThrow(() -> new Refusal(
                        Reason.WEBHOOK_KEY_MISSING,
                        "The key of the webhooks is not the one that their signing secrets were sealed with. Put the"
                                + " right file in the place that webhooks.key_file names, or remove the webhook and add"
                                + " it again."));
    }

    private static Webhook read(ResultSet row, StatementContext context) throws SQLException {
        String because = row.getString("disabled_because");
        String name = row.getString("name");
        WebhookUrl url = new WebhookUrl(row.getString("url"));
        return new Webhook(
                new WebhookId(row.getObject("id", UUID.class)),
                name == null ? WebhookName.ofHost(url) : new WebhookName(name),
                url,
                EventType.parse(Arrays.asList(row.getString("events").split(" "))),
                Instants.read(row, "created_at").orElseThrow(),
                Instants.read(row, "disabled_at").map(at -> new Webhook.Pause(at, because)),
                Instants.read(row, "delivered_at"),
                Instants.read(row, "failed_at"));
    }
}
