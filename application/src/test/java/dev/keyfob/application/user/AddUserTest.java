package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddUserTest {

    private static final Email NEW = new Email("new@example.com");
    private static final Password PASSWORD = Password.parse("somebody likes green apples", NEW);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void an_administrator_opens_an_account_and_that_is_audited_without_its_password() {
        User added =
                keyfob.useCases.users.addUser.add(keyfob.signedIn(keyfob.admin), NEW, List.of(Role.ADMIN), PASSWORD);

        assertThat(keyfob.users.findByEmail(NEW)).contains(added);
        assertThat(added.roles()).containsExactly(Role.ADMIN);
        assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.USER_ADDED);
            assertThat(entry.actor().name()).isEqualTo("admin@example.com");
            assertThat(entry.subject().id()).isEqualTo(added.id().toString());
            assertThat(entry.toString()).doesNotContain("green apples");
        });
        assertThat(keyfob.useCases
                        .sessions
                        .signIn
                        .signIn(NEW, PASSWORD, "192.0.2.1", InMemoryKeyfob.newDevice(), "Firefox on Linux")
                        .user())
                .isEqualTo(added);
    }

    @Test
    void people_without_the_role_and_tokens_open_no_account() {
        Actor token = keyfob.bearer(keyfob.tokenOf(keyfob.admin, "CI"));

        assertRefused(() -> add(keyfob.signedIn(keyfob.alice)), Reason.ROLE_MISSING);
        assertRefused(() -> add(token), Reason.ROLE_BOUND);
        assertThat(keyfob.users.findByEmail(NEW)).isEmpty();
        assertThat(keyfob.audited(AuditAction.USER_ADDED)).hasSize(3);
    }

    @Test
    void an_address_that_has_an_account_gets_no_second_one() {
        assertRefused(
                () -> keyfob.useCases.users.addUser.add(keyfob.operator, keyfob.alice.email(), List.of(), PASSWORD),
                Reason.EMAIL_TAKEN);
        assertThat(keyfob.audited(AuditAction.USER_ADDED)).hasSize(3);
    }

    private void add(Actor actor) {
        keyfob.useCases.users.addUser.add(actor, NEW, List.of(), PASSWORD);
    }
}
