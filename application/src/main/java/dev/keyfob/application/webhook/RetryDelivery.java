package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.Webhook;
import java.time.Instant;

/**
 * Retries a delivery at once and then on the whole schedule. Delivered ones may be retried too: the receiver can
 * recognize a repetition by the id. For administrators and the operator. Audited.
 */
public final class RetryDelivery {

    private final AuditedChanges changes;
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;

    public RetryDelivery(AuditedChanges changes, Webhooks webhooks, WebhookDeliveries deliveries) {
        this.changes = changes;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /**
     * Makes the delivery due now, and returns the changed delivery.
     *
     * @throws Refusal if the actor lacks the permission; DELIVERY_NOT_FOUND, DELIVERY_UNDER_WAY; TOO_MANY_CHANGES if
     *     the account made too many changes in a short time
     */
    public Delivery retry(Actor actor, DeliveryId id) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Delivery delivery = deliveries.findForUpdate(id).orElseThrow(WebhookDeliveries::notFound);
            Webhook webhook = webhooks.find(delivery.webhook()).orElseThrow(Webhooks::notFound);
            Instant now = change.now();
            if (delivery.isClaimedAt(now)) {
                throw new Refusal(
                        Reason.DELIVERY_UNDER_WAY, "This delivery is in progress. Check its result in a minute.");
            }
            Delivery again = delivery.retry(now);
            deliveries.update(again);
            change.record(AuditAction.DELIVERY_RETRIED, new AuditSubject.OfWebhook(webhook));
            return again;
        });
    }
}
