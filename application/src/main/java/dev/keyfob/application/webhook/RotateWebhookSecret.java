package dev.keyfob.application.webhook;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives a webhook another signing secret. For a day deliveries carry the signatures of both; of an earlier one that
 * still counted then, no more. For administrators and the operator. Audited.
 */
public final class RotateWebhookSecret {

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final AuditLog auditLog;
    private final SecureRandom random;
    private final InstantSource clock;

    public RotateWebhookSecret(
            Transactions transactions, Webhooks webhooks, AuditLog auditLog, SecureRandom random, InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.auditLog = auditLog;
        this.random = random;
        this.clock = clock;
    }

    public AddedWebhook rotate(Actor actor, WebhookId id) {
        actor.require(Permission.TOKEN_MANAGE);
        return transactions.inOne(() -> {
            Webhook webhook = webhooks.lock(id);
            SigningSecrets secrets = webhooks.secretsOf(id).orElseThrow(Webhooks::notFound);
            Instant now = clock.instant();
            SigningSecret next = SigningSecret.generate(random);
            webhooks.updateSecrets(id, secrets.rotate(next, now));
            auditLog.append(AuditEntry.of(actor, AuditAction.WEBHOOK_ROTATED, AddWebhook.party(webhook), now));
            return new AddedWebhook(webhook, next);
        });
    }
}
