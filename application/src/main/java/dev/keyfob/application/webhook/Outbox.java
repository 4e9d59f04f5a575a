package dev.keyfob.application.webhook;

import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import java.util.List;
import java.util.function.Supplier;

/** Where events wait for delivery: one copy for each endpoint that wants them. */
public final class Outbox {

    private final Webhooks endpoints;
    private final WebhookDeliveries deliveries;

    public Outbox(Webhooks endpoints, WebhookDeliveries deliveries) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    boolean isWanted(EventType type) {
        return endpoints.all().stream().anyMatch(endpoint -> endpoint.wants(type));
    }

    /** The event is put together only where somebody wants it. */
    void put(EventType type, Supplier<Event> event) {
        List<Webhook> wanting = endpoints.all().stream()
                .filter(endpoint -> endpoint.wants(type))
                .toList();
        if (!wanting.isEmpty()) {
            Event told = event.get();
            wanting.forEach(endpoint -> deliveries.add(Delivery.of(told, endpoint.id())));
        }
    }
}
