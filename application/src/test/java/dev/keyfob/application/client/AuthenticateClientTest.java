package dev.keyfob.application.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenFilter;
import org.junit.jupiter.api.Test;

class AuthenticateClientTest {

    private static final ClientName ORDERS = new ClientName("orders-api");
    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_client_is_known_by_its_id_and_secret_and_by_nothing_else() {
        ClientWithSecret orders = keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);
        ClientWithSecret other = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("other"));
        String id = orders.client().id().value();

        assertThat(keyfob.useCases.clients.authenticateClient.authenticate(
                        id, orders.secret().reveal(), HERE))
                .hasValueSatisfying(actor -> assertThat(actor.client()).isEqualTo(orders.client()));
        assertThat(keyfob.useCases.clients.authenticateClient.authenticate(
                        id, other.secret().reveal(), HERE))
                .isEmpty();
        assertThat(keyfob.useCases.clients.authenticateClient.authenticate(id, "", HERE))
                .isEmpty();
        assertThat(keyfob.useCases.clients.authenticateClient.authenticate(
                        "", orders.secret().reveal(), HERE))
                .isEmpty();
    }

    @Test
    void a_client_by_itself_may_do_nothing_and_reaches_no_token() {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        Actor client = new Actor.Client(
                keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS).client(), HERE);

        for (Permission permission : keyfob.settings.catalogue().permissions()) {
            assertThat(client.may(permission)).as(permission.name()).isFalse();
        }
        assertThat(keyfob.useCases.tokens.listTokens.count(client, TokenFilter.everything()))
                .isZero();
    }
}
