package dev.keyfob.application.webhook;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Adds webhooks as the operator, and returns what waits for them or was sent to them. */
final class SampleWebhooks {

    static final WebhookUrl URL = new WebhookUrl("https://hooks.example.com/in?key=x");

    private final InMemoryKeyfob keyfob;

    SampleWebhooks(InMemoryKeyfob keyfob) {
        this.keyfob = keyfob;
    }

    static Set<EventType> allEvents() {
        return EnumSet.copyOf(EventType.chosen());
    }

    Webhook add() {
        return add(allEvents());
    }

    Webhook add(Set<EventType> events) {
        return keyfob.useCases
                .webhooks
                .addWebhook
                .add(keyfob.operator, URL, events)
                .webhook();
    }

    Webhook webhook(WebhookId id) {
        return keyfob.webhooks.find(id).orElseThrow();
    }

    /** All deliveries, the latest first. */
    List<Delivery> deliveries() {
        return keyfob.useCases
                .webhooks
                .listDeliveries
                .list(keyfob.operator, DeliveryFilter.everything(), PageRequest.first())
                .items();
    }

    /** The bodies of all deliveries, the latest first. */
    List<String> bodies() {
        return deliveries().stream().map(Delivery::body).toList();
    }

    /** The bodies of token.expiring events, the latest first. */
    List<String> expiring() {
        return bodies().stream().filter(body -> body.contains("token.expiring")).toList();
    }
}
