package dev.keyfob.application.client;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.user.SessionSecret;
import org.junit.jupiter.api.Test;

class RotateClientSecretTest {

    private static final ClientName ORDERS = new ClientName("orders-api");
    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void the_new_secret_works_and_the_earlier_one_ends_at_once() {
        ClientWithSecret before = keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);

        ClientWithSecret after =
                keyfob.useCases.clients.rotateClientSecret.rotate(keyfob.signedIn(keyfob.admin), ORDERS);

        assertThat(after.client().id()).isEqualTo(before.client().id());
        assertThat(isKnownBy(before)).isFalse();
        assertThat(isKnownBy(after)).isTrue();
    }

    @Test
    void a_refused_rotation_leaves_the_secret_as_it_is() {
        ClientWithSecret registered = keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);

        assertRefused(
                () -> keyfob.useCases.clients.rotateClientSecret.rotate(keyfob.signedIn(keyfob.alice), ORDERS),
                Reason.ROLE_MISSING);

        assertThat(isKnownBy(registered)).isTrue();
        assertThat(keyfob.audited(AuditAction.CLIENT_ROTATED)).isEmpty();
    }

    @Test
    void a_form_sent_twice_rotates_once_and_the_secret_is_shown_once_and_to_its_session_alone() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        SessionSecret session = InMemoryKeyfob.newDevice();
        RotateClientSecret rotateClientSecret = keyfob.useCases.clients.rotateClientSecret;
        keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);
        rotateClientSecret.rotateByForm(admin, session, "nonce", ORDERS);
        rotateClientSecret.rotateByForm(admin, session, "nonce", ORDERS);

        assertThat(rotateClientSecret.takeRotated(admin, InMemoryKeyfob.newDevice(), "nonce"))
                .isEmpty();
        assertThat(isKnownBy(
                        rotateClientSecret.takeRotated(admin, session, "nonce").orElseThrow()))
                .isTrue();
        assertThat(rotateClientSecret.takeRotated(admin, session, "nonce")).isEmpty();
        assertThat(keyfob.audited(AuditAction.CLIENT_ROTATED)).hasSize(1);
    }

    @Test
    void a_secret_that_was_replaced_meanwhile_is_not_shown() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        SessionSecret session = InMemoryKeyfob.newDevice();
        keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);
        keyfob.useCases.clients.rotateClientSecret.rotateByForm(admin, session, "nonce", ORDERS);

        keyfob.useCases.clients.rotateClientSecret.rotate(keyfob.operator, ORDERS);

        assertThat(keyfob.useCases.clients.rotateClientSecret.takeRotated(admin, session, "nonce"))
                .isEmpty();
    }

    private boolean isKnownBy(ClientWithSecret registered) {
        return keyfob.useCases
                .clients
                .authenticateClient
                .authenticate(
                        registered.client().id().value(), registered.secret().reveal(), HERE)
                .isPresent();
    }
}
