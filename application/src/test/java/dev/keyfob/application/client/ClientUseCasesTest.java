package dev.keyfob.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientUseCasesTest {

    private static final ClientName ORDERS = new ClientName("orders-api");
    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_client_is_known_by_its_id_and_secret_and_by_nothing_else() {
        RegisteredClient orders = keyfob.useCases.clients.addClient.add(keyfob.operator, ORDERS);
        RegisteredClient other = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("other"));
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

        for (Permission permission : keyfob.rules.catalogue().permissions()) {
            assertThat(client.may(permission)).as(permission.name()).isFalse();
        }
        assertThat(keyfob.useCases.tokens.listTokens.count(client, TokenFilter.everything()))
                .isZero();
    }

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
            assertRefused(() -> keyfob.useCases.clients.rotateClient.rotate(actor, ORDERS));
            assertRefused(() -> keyfob.useCases.clients.removeClient.remove(actor, ORDERS));
            assertRefused(() -> keyfob.useCases.clients.listClients.list(actor));
        }
    }

    @Test
    void every_change_is_audited() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        keyfob.useCases.clients.addClient.add(admin, ORDERS);
        keyfob.useCases.clients.rotateClient.rotate(admin, ORDERS);
        keyfob.useCases.clients.removeClient.remove(admin, ORDERS);

        assertThat(keyfob.auditLog.entries)
                .extracting(AuditEntry::action)
                .endsWith(AuditAction.CLIENT_ADDED, AuditAction.CLIENT_ROTATED, AuditAction.CLIENT_REMOVED);
    }

    @Test
    void what_is_not_there_cannot_be_rotated_or_removed() {
        assertThatThrownBy(() -> keyfob.useCases.clients.rotateClient.rotate(keyfob.operator, ORDERS))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CLIENT_NOT_FOUND));
        assertThatThrownBy(() -> keyfob.useCases.clients.removeClient.remove(keyfob.operator, ORDERS))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CLIENT_NOT_FOUND));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refusal.class);
    }
}
