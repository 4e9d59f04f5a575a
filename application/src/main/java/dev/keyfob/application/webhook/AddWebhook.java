package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Adds a webhook and hands out its signing secret, this once. For administrators and the operator. Audited. Whether its
 * address may be called is checked here, so that a mistake is seen at once, and again for each connection.
 */
public final class AddWebhook {

    private static final int MOST = 50;

    private final AuditedChanges changes;
    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final SecureRandom random;

    public AddWebhook(AuditedChanges changes, Webhooks webhooks, WebhookSender sender, SecureRandom random) {
        this.changes = changes;
        this.webhooks = webhooks;
        this.sender = sender;
        this.random = random;
    }

    /**
     * Adds it, for events of these types.
     *
     * @throws Refusal where the actor lacks the permission; WEBHOOK_URL_REFUSED, TOO_MANY_WEBHOOKS
     */
    public AddedWebhook add(Actor actor, WebhookUrl url, Set<EventType> events) {
        actor.require(Permission.TOKEN_MANAGE);
        // This looks names up, so it is done before a transaction holds a connection of the database.
        sender.objectionTo(url).ifPresent(why -> {
            throw new Refusal(Reason.WEBHOOK_URL_REFUSED, why);
        });
        return changes.makeAndReturn(actor, change -> {
            if (webhooks.all().size() >= MOST) {
                throw new Refusal(
                        Reason.TOO_MANY_WEBHOOKS,
                        "There can be at most " + MOST + " webhooks. Remove some that are no longer used.");
            }
            Webhook webhook = Webhook.add(url, events, change.now());
            SigningSecret secret = SigningSecret.generate(random);
            webhooks.add(webhook, SigningSecrets.of(secret));
            change.record(AuditAction.WEBHOOK_ADDED, new AuditSubject.OfWebhook(webhook));
            return new AddedWebhook(webhook, secret);
        });
    }
}
