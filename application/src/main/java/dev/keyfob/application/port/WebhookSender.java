package dev.keyfob.application.port;

import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends deliveries to webhooks. A failed delivery is an outcome, never an exception. */
public interface WebhookSender extends AutoCloseable {

    /** Makes one attempt, signed with each of the secrets. It takes less than {@link Attempts#LEASE}. */
    Outcome send(WebhookUrl url, Delivery delivery, List<SigningSecret> secrets, Instant now);

    /** Returns why nothing can be sent to that URL, as far as known now, as a full sentence that says what to do. */
    Optional<String> objectionTo(WebhookUrl url);

    /** Closes all open connections and opens no new ones. */
    @Override
    void close();
}
