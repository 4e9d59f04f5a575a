package dev.keyfob.application.port;

import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings deliveries to where they go. What can go wrong on the way is an outcome, never an exception. */
public interface WebhookSender extends AutoCloseable {

    /** One attempt, signed with each of the secrets. It takes less than {@link Attempts#LEASE}. */
    Outcome send(WebhookUrl url, Delivery delivery, List<SigningSecret> secrets, Instant now);

    /** Why nothing would be sent there, as far as can be told now; a full sentence that says what to do. */
    Optional<String> objectionTo(WebhookUrl url);

    /** Hangs up whatever is open, and begins nothing more. */
    @Override
    void close();
}
