package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outbox: deliveries that are due to webhooks, written in the transaction of the event. */
public interface WebhookDeliveries {

    void add(Delivery delivery);

    /** Updates the state of the delivery. */
    void update(Delivery delivery);

    /** Returns the enabled webhooks that have due deliveries. */
    List<WebhookId> webhooksWithDue(Instant now);

    /**
     * Returns the webhook's delivery that has been due the longest, and locks it until the transaction ends. Skips
     * locked deliveries.
     */
    Optional<Delivery> findDueForUpdate(WebhookId webhook, Instant now);

    Optional<Delivery> find(DeliveryId id);

    /** Returns the refusal for an unknown delivery. */
    static Refusal notFound() {
        return new Refusal(Reason.DELIVERY_NOT_FOUND, "There is no such delivery.");
    }

    /** Finds the delivery and locks it until the transaction ends. */
    Optional<Delivery> findForUpdate(DeliveryId id);

    /** Returns the matching deliveries, the latest first. */
    Page<Delivery> list(DeliveryFilter filter, PageRequest page);

    /** Counts the matching deliveries, up to {@code most}, so that the cost stays bounded. */
    long countUpTo(DeliveryFilter filter, int most);

    /** Removes at most {@code most} older deliveries, in any state, and returns how many; 0 if none is left. */
    int removeCreatedBefore(Instant time, int most);

    /** Removes at most {@code most} deliveries of the webhook, and returns how many; 0 if none is left. */
    int removeAllFor(WebhookId webhook, int most);
}
