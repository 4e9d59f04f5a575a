package dev.keyfob.application.webhook;

import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;

/** Adds events to the outbox: one delivery for each webhook that wants the event. */
public final class WebhookOutbox {

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;

    public WebhookOutbox(Webhooks webhooks, WebhookDeliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    boolean isWanted(EventType type) {
        return webhooks.all().stream().anyMatch(webhook -> webhook.wants(type));
    }

    void put(Event event) {
        webhooks.all().stream()
                .filter(webhook -> webhook.wants(event.type()))
                .forEach(webhook -> deliveries.add(Delivery.of(event, webhook.id())));
    }
}
