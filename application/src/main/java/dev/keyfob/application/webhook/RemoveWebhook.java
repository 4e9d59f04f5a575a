package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;

/**
 * Removes a webhook and all its deliveries, sent or waiting. For administrators and the operator. Audited.
 *
 * <p>The deliveries are removed after the webhook, in batches. If that is interrupted, the remaining deliveries are
 * never sent, and {@link PurgeDeliveries} removes them later.
 */
public final class RemoveWebhook {

    private static final int BATCH = 1000;

    private final AuditedChanges changes;
    private final Transactions transactions;
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;

    public RemoveWebhook(
            AuditedChanges changes, Transactions transactions, Webhooks webhooks, WebhookDeliveries deliveries) {
        this.changes = changes;
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /**
     * Removes the webhook and returns it.
     *
     * @throws Refusal if the actor lacks the permission; WEBHOOK_NOT_FOUND
     */
    public Webhook remove(Actor actor, WebhookId id) {
        Webhook removed = changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Webhook webhook = webhooks.lock(id);
            webhooks.remove(id);
            change.record(AuditAction.WEBHOOK_REMOVED, new AuditSubject.OfWebhook(webhook));
            return webhook;
        });
        int batch = BATCH;
        while (batch > 0) {
            batch = transactions.inOne(() -> deliveries.removeAllFor(id, BATCH));
        }
        return removed;
    }
}
