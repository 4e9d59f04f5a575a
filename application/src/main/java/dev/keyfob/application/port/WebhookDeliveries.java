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

    /** Writes how far it has come. */
    void update(Delivery delivery);

    /** The enabled endpoints for which something is due. */
    List<WebhookId> webhooksWithDue(Instant now);

    /**
     * The delivery that has been due the longest for the webhook, locked until the transaction ends. Skips deliveries
     * that others have locked.
     */
    Optional<Delivery> findDueForUpdate(WebhookId webhook, Instant now);

    Optional<Delivery> find(DeliveryId id);

    /** What is answered where there is no such delivery. */
    static Refusal notFound() {
        return new Refusal(Reason.DELIVERY_NOT_FOUND, "There is no such delivery.");
    }

    /** Finds the delivery and holds it until the transaction ends. */
    Optional<Delivery> findForUpdate(DeliveryId id);

    /** The latest first. */
    Page<Delivery> list(DeliveryFilter filter, PageRequest page);

    /** How many there are, but never more than {@code most}: what it takes to find out stays bounded. */
    long countUpTo(DeliveryFilter filter, int most);

    /** Removes some that are older, in whatever state, and says how many; none when there are no more. */
    int removeCreatedBefore(Instant time, int most);

    /** Removes some of those for the webhook, and says how many; none when there are no more. */
    int removeAllFor(WebhookId webhook, int most);
}
