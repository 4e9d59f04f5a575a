package dev.keyfob.application.webhook;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Adds a webhook and hands out its signing secret, this once. For administrators and the operator. Audited. Where it
 * leads is judged here, so that a mistake is seen at once, and again whenever a connection is made.
 */
public final class AddWebhook {

    private static final int MOST = 50;

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final AuditLog auditLog;
    private final SecureRandom random;
    private final InstantSource clock;

    public AddWebhook(
            Transactions transactions,
            Webhooks webhooks,
            WebhookSender sender,
            AuditLog auditLog,
            SecureRandom random,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.sender = sender;
        this.auditLog = auditLog;
        this.random = random;
        this.clock = clock;
    }

    public AddedWebhook add(Actor actor, WebhookUrl url, Set<EventType> events) {
        actor.require(Permission.TOKEN_MANAGE);
        // Names are looked up for this, so no connection of the database waits meanwhile.
        sender.objectionTo(url).ifPresent(why -> {
            throw new Refusal(Reason.WEBHOOK_URL_REFUSED, why);
        });
        return transactions.inOne(() -> {
            if (webhooks.all().size() >= MOST) {
                throw new Refusal(
                        Reason.TOO_MANY_WEBHOOKS,
                        "There can be at most " + MOST + " webhooks. Remove some that are no longer used.");
            }
            Instant now = clock.instant();
            Webhook webhook = Webhook.add(url, events, now);
            SigningSecret secret = SigningSecret.generate(random);
            webhooks.add(webhook, SigningSecrets.of(secret));
            auditLog.append(AuditEntry.of(actor, AuditAction.WEBHOOK_ADDED, party(webhook), now));
            return new AddedWebhook(webhook, secret);
        });
    }

    static AuditParty party(Webhook webhook) {
        return AuditParty.webhook(webhook.id().toString(), webhook.url().shown());
    }
}
