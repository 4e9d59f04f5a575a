package dev.keyfob.application.port;

import dev.keyfob.domain.webhook.Endpoint;
import dev.keyfob.domain.webhook.EndpointId;
import dev.keyfob.domain.webhook.SigningSecrets;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of events. Their secrets are needed to sign, so they are kept, sealed: whoever reads what is stored cannot
 * sign with it. Refuses with WEBHOOK_KEY_MISSING what needs the key of the seal where that is not to be had.
 */
public interface WebhookEndpoints {

    void add(Endpoint endpoint, SigningSecrets secrets);

    /** Writes whether it is disabled, and how its deliveries went. */
    void update(Endpoint endpoint);

    void updateSecrets(EndpointId id, SigningSecrets secrets);

    void remove(EndpointId id);

    Optional<Endpoint> find(EndpointId id);

    /** Finds the endpoint and holds it until the transaction ends. */
    Optional<Endpoint> findForUpdate(EndpointId id);

    /** Empty where there is no such endpoint. */
    Optional<SigningSecrets> secretsOf(EndpointId id);

    /** The first added comes first. */
    List<Endpoint> all();
}
