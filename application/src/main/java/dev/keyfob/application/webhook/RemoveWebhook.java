package dev.keyfob.application.webhook;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.time.InstantSource;

/**
 * Removes a webhook with all that was told to it or waits for it. For administrators and the operator. Audited.
 *
 * <p>Its deliveries go after it, in batches; what an interruption leaves of them is never sent, and forgotten in time.
 */
public final class RemoveWebhook {

    private static final int BATCH = 1000;

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public RemoveWebhook(
            Transactions transactions,
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            AuditLog auditLog,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public Webhook remove(Actor actor, WebhookId id) {
        actor.require(Permission.TOKEN_MANAGE);
        Webhook removed = transactions.inOne(() -> {
            Webhook webhook = webhooks.lock(id);
            webhooks.remove(id);
            auditLog.append(
                    AuditEntry.of(actor, AuditAction.WEBHOOK_REMOVED, AddWebhook.party(webhook), clock.instant()));
            return webhook;
        });
        int batch = BATCH;
        while (batch > 0) {
            batch = transactions.inOne(() -> deliveries.removeAllFor(id, BATCH));
        }
        return removed;
    }
}
