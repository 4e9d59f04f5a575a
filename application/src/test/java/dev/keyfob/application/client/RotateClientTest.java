package dev.keyfob.application.client;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.client.ClientName;
import org.junit.jupiter.api.Test;

class RotateClientTest {

    private static final ClientName ORDERS = new ClientName("orders-api");
    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void the_new_secret_works_and_the_earlier_one_ends_at_once() {
        RegisteredClient before = keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);

        RegisteredClient after = keyfob.useCases.clients.rotateClient.rotate(keyfob.signedIn(keyfob.admin), ORDERS);

        assertThat(after.client().id()).isEqualTo(before.client().id());
        assertThat(isKnownBy(before)).isFalse();
        assertThat(isKnownBy(after)).isTrue();
    }

    @Test
    void a_refused_rotation_leaves_the_secret_as_it_is() {
        RegisteredClient registered = keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);

        assertRefused(
                () -> keyfob.useCases.clients.rotateClient.rotate(keyfob.signedIn(keyfob.alice), ORDERS),
                Reason.ROLE_MISSING);

        assertThat(isKnownBy(registered)).isTrue();
        assertThat(keyfob.audited(AuditAction.CLIENT_ROTATED)).isEmpty();
    }

    private boolean isKnownBy(RegisteredClient registered) {
        return keyfob.useCases
                .clients
                .authenticateClient
                .authenticate(
                        registered.client().id().value(), registered.secret().reveal(), HERE)
                .isPresent();
    }
}
