package dev.keyfob.application.webhook;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;

/** Lists deliveries, the latest first. For administrators and the operator. Not audited; changes nothing. */
public final class ListDeliveries {

    private final WebhookDeliveries deliveries;

    public ListDeliveries(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    public Page<Delivery> list(Actor actor, DeliveryFilter filter, PageRequest page) {
        actor.require(Permission.TOKEN_MANAGE);
        return deliveries.list(filter, page);
    }

    /** Counts the matching deliveries, up to {@code most}. */
    public long countUpTo(Actor actor, DeliveryFilter filter, int most) {
        actor.require(Permission.TOKEN_MANAGE);
        return deliveries.countUpTo(filter, most);
    }

    /**
     * Returns one delivery, with its body.
     *
     * @throws Refusal if the actor lacks the permission; DELIVERY_NOT_FOUND
     */
    public Delivery show(Actor actor, DeliveryId id) {
        actor.require(Permission.TOKEN_MANAGE);
        return deliveries.find(id).orElseThrow(WebhookDeliveries::notFound);
    }
}
