package dev.keyfob.application.webhook;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.Webhook;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Has a delivery tried again, at once and then on the whole schedule; also one that has arrived, which the receiver knows
 * by its id. For administrators and the operator. Audited.
 */
public final class RetryDelivery {

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final InstantSource clock;

    public RetryDelivery(
            Transactions transactions,
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            AuditLog auditLog,
            ChangeLimit changeLimit,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.auditLog = auditLog;
        this.changeLimit = changeLimit;
        this.clock = clock;
    }

    public Delivery retry(Actor actor, DeliveryId id) {
        actor.require(Permission.TOKEN_MANAGE);
        changeLimit.takeChange(actor);
        return transactions.inOne(() -> {
            Delivery delivery = deliveries
                    .findForUpdate(id)
                    .orElseThrow(() -> new Refusal(Reason.DELIVERY_NOT_FOUND, "There is no such delivery."));
            Webhook webhook = webhooks.find(delivery.webhook()).orElseThrow(Webhooks::notFound);
            Instant now = clock.instant();
            if (delivery.isTakenAt(now)) {
                throw new Refusal(
                        Reason.DELIVERY_UNDER_WAY, "It is being delivered right now. See in a minute how that went.");
            }
            Delivery again = delivery.retry(now);
            deliveries.update(again);
            auditLog.append(AuditEntry.of(actor, AuditAction.DELIVERY_RETRIED, AddWebhook.party(webhook), now));
            return again;
        });
    }
}
