package dev.keyfob.application.port;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API clients: programs that may verify tokens. */
public interface ApiClients {

    /** Adds a client. Refuses with CLIENT_NAME_TAKEN if a client has that name. */
    void add(ApiClient client);

    /** Updates the digest and nothing else. */
    void update(ApiClient client);

    void remove(ClientId id);

    /** Stores when each client was last used. Times only move forward. {@link #find} may return an earlier time. */
    void noteUses(Map<ClientId, Instant> uses);

    /** Finds the client. It may come from a cache, provided that every change to it invalidates the cache. */
    Optional<ApiClient> find(ClientId id);

    /** Finds the client and locks it until the transaction ends. */
    Optional<ApiClient> findForUpdate(ClientName name);

    /**
     * Finds the client and locks it until the transaction ends.
     *
     * @throws Refusal CLIENT_NOT_FOUND if no client has that name
     */
    default ApiClient lock(ClientName name) {
        return findForUpdate(name)
                .orElseThrow(() -> new Refusal(Reason.CLIENT_NOT_FOUND, "There is no client " + name + "."));
    }

    /** Returns all clients, by name. There are few. */
    List<ApiClient> all();
}
