package dev.keyfob.application.fake;

import dev.keyfob.application.port.WebhookEndpoints;
import dev.keyfob.domain.webhook.Endpoint;
import dev.keyfob.domain.webhook.EndpointId;
import dev.keyfob.domain.webhook.SigningSecrets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryWebhookEndpoints implements WebhookEndpoints {

    private final Map<EndpointId, Endpoint> byId = new ConcurrentHashMap<>();
    private final Map<EndpointId, SigningSecrets> secrets = new ConcurrentHashMap<>();

    @Override
    public void add(Endpoint endpoint, SigningSecrets signedWith) {
        byId.put(endpoint.id(), endpoint);
        secrets.put(endpoint.id(), signedWith);
    }

    @Override
    public void update(Endpoint endpoint) {
        byId.replace(endpoint.id(), endpoint);
    }

    @Override
    public void updateSecrets(EndpointId id, SigningSecrets signedWith) {
        secrets.replace(id, signedWith);
    }

    @Override
    public void remove(EndpointId id) {
        byId.remove(id);
        secrets.remove(id);
    }

    @Override
    public Optional<Endpoint> find(EndpointId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<Endpoint> findForUpdate(EndpointId id) {
        return find(id);
    }

    @Override
    public Optional<SigningSecrets> secretsOf(EndpointId id) {
        return Optional.ofNullable(secrets.get(id));
    }

    @Override
    public List<Endpoint> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(Endpoint::createdAt)
                        .thenComparing(endpoint -> endpoint.id().toString()))
                .toList();
    }
}
