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

/** The programs that may ask about tokens. */
public interface ApiClients {

    /** Refuses with CLIENT_NAME_TAKEN where a client has that name. */
    void add(ApiClient client);

    /** Writes the digest, and nothing else. */
    void update(ApiClient client);

    void remove(ClientId id);

    /** Notes when each was last used. Times only move forward. {@link #find} may tell an earlier one. */
    void noteUses(Map<ClientId, Instant> uses);

    /** May come from memory, as long as every change to it is sure to be heard of. */
    Optional<ApiClient> find(ClientId id);

    /** Finds the client and holds it until the transaction ends. */
    Optional<ApiClient> findForUpdate(ClientName name);

    /**
     * Finds the client and holds it until the transaction ends.
     *
     * @throws Refusal CLIENT_NOT_FOUND if none has that name
     */
    default ApiClient lock(ClientName name) {
        return findForUpdate(name)
                .orElseThrow(() -> new Refusal(Reason.CLIENT_NOT_FOUND, "There is no client " + name + "."));
    }

    /** By name. There are few. */
    List<ApiClient> all();
}
