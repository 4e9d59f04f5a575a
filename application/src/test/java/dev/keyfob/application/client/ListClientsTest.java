package dev.keyfob.application.client;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListClientsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void administrators_and_the_operator_see_every_client() {
        ApiClient orders = keyfob.useCases
                .clients
                .addClient
                .add(keyfob.operator, new ClientName("orders-api"))
                .client();
        int audited = keyfob.auditLog.entries.size();

        assertThat(keyfob.useCases.clients.listClients.list(keyfob.signedIn(keyfob.admin)))
                .containsExactly(orders);
        assertThat(keyfob.useCases.clients.listClients.list(keyfob.operator)).containsExactly(orders);
        assertThat(keyfob.auditLog.entries).hasSize(audited);
    }

    @Test
    void the_last_use_is_shown_before_it_is_stored_and_after() {
        ClientWithSecret orders = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
        keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("unused"));
        keyfob.clock.advance(Duration.ofHours(1));
        String id = orders.client().id().value();
        keyfob.useCases.clients.authenticateClient.authenticate(
                id, orders.secret().reveal(), "192.0.2.1");
        Optional<Instant> used = Optional.of(keyfob.clock.instant());
        keyfob.clock.advance(Duration.ofHours(1));
        keyfob.useCases.clients.authenticateClient.authenticate(id, "kfsecret_wrong", "192.0.2.1");

        List<Optional<Instant>> before = lastUses();
        keyfob.useCases.recentUses.flush();
        List<Optional<Instant>> after = lastUses();

        assertThat(before).containsExactly(used, Optional.empty());
        assertThat(after).isEqualTo(before);
        assertThat(keyfob.clients.find(orders.client().id()).orElseThrow().lastUsedAt())
                .isEqualTo(used);
    }

    private List<Optional<Instant>> lastUses() {
        return keyfob.useCases.clients.listClients.list(keyfob.operator).stream()
                .map(ApiClient::lastUsedAt)
                .toList();
    }

    @Test
    void a_client_does_not_see_the_others() {
        ApiClient orders = keyfob.useCases
                .clients
                .addClient
                .add(keyfob.operator, new ClientName("orders-api"))
                .client();

        assertRefused(
                () -> keyfob.useCases.clients.listClients.list(new Actor.Client(orders, "192.0.2.1")),
                Reason.SESSION_ONLY);
        assertRefused(
                () -> keyfob.useCases.clients.listClients.list(keyfob.signedIn(keyfob.alice)), Reason.ROLE_MISSING);
    }
}
