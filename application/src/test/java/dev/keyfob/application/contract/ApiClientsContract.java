package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ApiClients} must pass. */
public abstract class ApiClientsContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    protected abstract ApiClients clients();

    @Test
    void a_client_comes_back_as_it_was_added() {
        ApiClient client = added("orders-api");

        assertThat(clients().find(client.id())).contains(client);
        assertThat(clients().findForUpdate(client.name())).contains(client);
    }

    @Test
    void an_unknown_one_is_not_found() {
        assertThat(clients().find(ClientId.generate(RANDOM))).isEmpty();
        assertThat(clients().findForUpdate(new ClientName("nobody"))).isEmpty();
    }

    @Test
    void a_name_is_given_once() {
        added("orders-api");

        assertThatThrownBy(() -> added("orders-api"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CLIENT_NAME_TAKEN));
    }

    @Test
    void another_secret_replaces_the_earlier_one() {
        ApiClient client = added("orders-api");
        ApiClient rotated = client.rotate(ApiClient.generateSecret(RANDOM));

        clients().update(rotated);

        assertThat(clients().find(client.id())).contains(rotated);
    }

    @Test
    void the_last_use_only_moves_forward_and_a_new_secret_leaves_it() {
        ApiClient client = added("orders-api");
        ApiClient other = added("other");

        clients().noteUses(Map.of(client.id(), NOW.plusSeconds(60)));
        clients().noteUses(Map.of(client.id(), NOW.plusSeconds(30)));
        clients().update(client.rotate(ApiClient.generateSecret(RANDOM)));

        assertThat(clients().all())
                .extracting(ApiClient::lastUsedAt)
                .containsExactly(Optional.of(NOW.plusSeconds(60)), other.lastUsedAt());
    }

    @Test
    void a_removed_client_is_gone_and_cannot_be_brought_back_by_an_update() {
        ApiClient client = added("orders-api");
        clients().remove(client.id());

        clients().update(client);

        assertThat(clients().find(client.id())).isEmpty();
    }

    @Test
    void all_are_listed_by_name() {
        ApiClient second = added("orders-api");
        ApiClient first = added("billing");

        assertThat(clients().all()).containsExactly(first, second);
    }

    private ApiClient added(String name) {
        ApiClient client = ApiClient.register(
                ClientId.generate(RANDOM), new ClientName(name), ApiClient.generateSecret(RANDOM), NOW);
        clients().add(client);
        return client;
    }
}
