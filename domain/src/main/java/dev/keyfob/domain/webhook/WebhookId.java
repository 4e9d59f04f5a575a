package dev.keyfob.domain.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Uuids;
import java.util.UUID;

/** The permanent id of a webhook. */
public record WebhookId(UUID value) {

    public static WebhookId random() {
        return new WebhookId(UUID.randomUUID());
    }

    public static WebhookId parse(String typed) {
        return Uuids.parse(typed)
                .map(WebhookId::new)
                .orElseThrow(() -> new Refusal(
                        Reason.WEBHOOK_NOT_FOUND,
                        "That is not the id of a webhook. An id looks like 0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10;"
                                + " webhook list shows them."));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
