package dev.keyfob.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.user.SessionSecret;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AddClientTest {

    private static final ClientName ORDERS = new ClientName("orders-api");
    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void people_without_the_role_and_tokens_manage_no_clients() {
        Actor alice = keyfob.signedIn(keyfob.alice);
        Actor adminsToken = keyfob.useCases
                .tokens
                .verifyToken
                .identify(HERE, keyfob.tokenOf(keyfob.admin, "CI").secret().reveal())
                .orElseThrow();

        for (Actor actor : List.of(alice, adminsToken)) {
            assertRefused(() -> keyfob.useCases.clients.addClient.add(actor, ORDERS));
            assertRefused(() -> keyfob.useCases.clients.rotateClientSecret.rotate(actor, ORDERS));
            assertRefused(() -> keyfob.useCases.clients.removeClient.remove(actor, ORDERS));
            assertRefused(() -> keyfob.useCases.clients.listClients.list(actor));
        }
    }

    @Test
    void every_change_is_audited() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        keyfob.useCases.clients.addClient.add(admin, ORDERS);
        keyfob.useCases.clients.rotateClientSecret.rotate(admin, ORDERS);
        keyfob.useCases.clients.removeClient.remove(admin, ORDERS);

        assertThat(keyfob.auditLog.entries)
                .extracting(AuditEntry::action)
                .endsWith(AuditAction.CLIENT_ADDED, AuditAction.CLIENT_ROTATED, AuditAction.CLIENT_REMOVED);
    }

    @Test
    void a_form_sent_twice_registers_one_client_and_its_secret_is_shown_once() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        SessionSecret session = InMemoryKeyfob.newDevice();
        AddClient addClient = keyfob.useCases.clients.addClient;
        addClient.addByForm(admin, session, "nonce", ORDERS);
        addClient.addByForm(admin, session, "nonce", ORDERS);

        ClientWithSecret shown = addClient.takeAdded(admin, session, "nonce").orElseThrow();

        assertThat(shown.client().name()).isEqualTo(ORDERS);
        assertThat(shown.client().isProvenBy(shown.secret().digest())).isTrue();
        assertThat(addClient.takeAdded(admin, session, "nonce")).isEmpty();
        assertThat(keyfob.audited(AuditAction.CLIENT_ADDED)).hasSize(1);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refusal.class);
    }
}
