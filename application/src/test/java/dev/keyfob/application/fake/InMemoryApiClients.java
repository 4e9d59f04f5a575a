package dev.keyfob.application.fake;

import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryApiClients implements ApiClients {

    private final Map<ClientId, ApiClient> byId = new ConcurrentHashMap<>();

    @Override
    public void add(ApiClient client) {
        if (findForUpdate(client.name()).isPresent()) {
            throw new Refusal(Reason.CLIENT_NAME_TAKEN, "There is already a client with this name.");
        }
        byId.put(client.id(), client);
    }

    @Override
    public void update(ApiClient client) {
        byId.computeIfPresent(
                client.id(), (id, kept) -> kept.lastUsedAt().map(client::usedAt).orElse(client));
    }

    @Override
    public void remove(ClientId id) {
        byId.remove(id);
    }

    @Override
    public void noteUses(Map<ClientId, Instant> uses) {
        uses.forEach((id, at) -> byId.computeIfPresent(id, (same, client) -> client.usedAt(at)));
    }

    @Override
    public Optional<ApiClient> find(ClientId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<ApiClient> findForUpdate(ClientName name) {
        return byId.values().stream()
                .filter(client -> client.name().equals(name))
                .findAny();
    }

    @Override
    public List<ApiClient> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(client -> client.name().value()))
                .toList();
    }
}
