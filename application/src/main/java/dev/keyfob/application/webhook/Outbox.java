package dev.keyfob.application.webhook;

import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import java.util.List;
import java.util.function.Supplier;

/** Where events wait for delivery: one copy for each webhook that wants them. */
public final class Outbox {

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;

    public Outbox(Webhooks webhooks, WebhookDeliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    boolean isWanted(EventType type) {
        return webhooks.all().stream().anyMatch(webhook -> webhook.wants(type));
    }

    /** The event is put together only where somebody wants it. */
    void put(EventType type, Supplier<Event> event) {
        List<Webhook> wanting =
                webhooks.all().stream().filter(webhook -> webhook.wants(type)).toList();
        if (!wanting.isEmpty()) {
            Event told = event.get();
            wanting.forEach(webhook -> deliveries.add(Delivery.of(told, webhook.id())));
        }
    }
}
