package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import org.junit.jupiter.api.Test;

class SetPasswordTest {

    private static final Password CHOSEN = Password.attempt("nobody likes cold coffee");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void the_new_password_opens_and_the_old_one_does_not() {
        set(keyfob.alice.email());

        assertThat(signIn(CHOSEN)).isNotNull();
        assertRefused(() -> signIn(Password.attempt(InMemoryKeyfob.ALICE_PASSWORD)), Reason.SIGN_IN_FAILED);
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).singleElement().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("operator");
            assertThat(entry.subject().name()).isEqualTo("alice@example.com");
        });
    }

    @Test
    void all_sessions_and_links_of_the_account_end() {
        StartedSession session = signIn(Password.attempt(InMemoryKeyfob.ALICE_PASSWORD));
        keyfob.useCases.users.issuePasswordLink.issue(keyfob.operator, keyfob.alice.email());

        assertThat(set(keyfob.alice.email())).isEqualTo(1);

        assertThat(keyfob.useCases.sessions.resumeSession.resume(session.secret(), "192.0.2.1"))
                .isEmpty();
        assertThat(keyfob.issuedCodes.all()).isEmpty();
    }

    @Test
    void whoever_has_no_account_gets_none() {
        assertRefused(() -> set(new Email("nobody@example.com")), Reason.USER_NOT_FOUND);
    }

    private int set(Email email) {
        return keyfob.useCases.users.setPassword.set(keyfob.operator, email, CHOSEN);
    }

    private StartedSession signIn(Password password) {
        return keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(), password, "192.0.2.1", InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }
}
