package dev.keyfob.application.port;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.List;
import java.util.Optional;

/**
 * The webhooks. Their secrets are needed for signing, so they are stored encrypted: read access to the store is not
 * enough to sign. Refuses with WEBHOOK_KEY_MISSING if an operation needs the encryption key and there is none.
 */
public interface Webhooks {

    void add(Webhook webhook, SigningSecrets secrets);

    /** Updates the name, the state and the delivery results of the webhook. */
    void update(Webhook webhook);

    void updateSecrets(WebhookId id, SigningSecrets secrets);

    void remove(WebhookId id);

    Optional<Webhook> find(WebhookId id);

    /** Finds the webhook and locks it until the transaction ends. */
    Optional<Webhook> findForUpdate(WebhookId id);

    /**
     * Finds the webhook and locks it until the transaction ends.
     *
     * @throws Refusal WEBHOOK_NOT_FOUND if there is none
     */
    default Webhook lock(WebhookId id) {
        return findForUpdate(id).orElseThrow(Webhooks::notFound);
    }

    /** Returns the refusal for an unknown webhook. */
    static Refusal notFound() {
        return new Refusal(Reason.WEBHOOK_NOT_FOUND, "There is no such webhook.");
    }

    /** Returns the webhook's secrets; empty if there is no such webhook. */
    Optional<SigningSecrets> secretsOf(WebhookId id);

    /** Returns all webhooks, the first added first. */
    List<Webhook> all();

    /**
     * Returns all webhooks, the first added first, and locks their list until the transaction ends: whoever adds or
     * renames a webhook has to hold that lock.
     */
    List<Webhook> lockAll();
}
