package dev.keyfob.application.port;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.List;
import java.util.Optional;

/**
 * The webhooks. Their secrets are needed for signing, so they are stored encrypted: reading the store is not enough to
 * sign. Refuses with WEBHOOK_KEY_MISSING where an operation needs the encryption key and there is none.
 */
public interface Webhooks {

    void add(Webhook webhook, SigningSecrets secrets);

    /** Writes its name, whether it is disabled, and how its deliveries went. */
    void update(Webhook webhook);

    void updateSecrets(WebhookId id, SigningSecrets secrets);

    void remove(WebhookId id);

    Optional<Webhook> find(WebhookId id);

    /** Finds the webhook and holds it until the transaction ends. */
    Optional<Webhook> findForUpdate(WebhookId id);

    /**
     * Finds the webhook and holds it until the transaction ends.
     *
     * @throws Refusal WEBHOOK_NOT_FOUND if there is none
     */
    default Webhook lock(WebhookId id) {
        return findForUpdate(id).orElseThrow(Webhooks::notFound);
    }

    /** What is answered where there is no such webhook. */
    static Refusal notFound() {
        return new Refusal(Reason.WEBHOOK_NOT_FOUND, "There is no such webhook.");
    }

    /** Empty where there is no such webhook. */
    Optional<SigningSecrets> secretsOf(WebhookId id);

    /** The first added comes first. */
    List<Webhook> all();
}
