package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Uuids;
import java.util.UUID;

/**
 * The id of a delivery, which is the same for every attempt. Receivers get it as {@code webhook-id} and recognize
 * repeats by it.
 */
public record DeliveryId(UUID value) {

    public static DeliveryId random() {
        return new DeliveryId(UUID.randomUUID());
    }

    public static DeliveryId parse(String typed) {
        return Uuids.parse(typed)
                .map(DeliveryId::new)
                .orElseThrow(() -> new Refusal(
                        Reason.DELIVERY_NOT_FOUND,
                        "That is not the id of a delivery. An id looks like 0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10;"
                                + " webhook deliveries shows them."));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
