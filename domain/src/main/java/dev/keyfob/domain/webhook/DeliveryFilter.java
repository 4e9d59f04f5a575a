package dev.keyfob.domain.webhook;

import dev.keyfob.domain.outbox.DeliveryState;
import java.util.Optional;

/** Which deliveries to show: those that match every given condition. */
public record DeliveryFilter(Optional<WebhookId> webhook, Optional<DeliveryState> state) {

    public static DeliveryFilter everything() {
        return new DeliveryFilter(Optional.empty(), Optional.empty());
    }

    public boolean matches(Delivery delivery) {
        return webhook.map(delivery.webhook()::equals).orElse(true)
                && state.map(delivery.state()::equals).orElse(true);
    }
}
