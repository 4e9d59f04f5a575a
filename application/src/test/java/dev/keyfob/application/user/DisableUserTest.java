package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisableUserTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void an_account_that_is_shut_has_no_session_and_its_tokens_are_refused() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        StartedSession session = signIn();

        int ended = keyfob.useCases.users.disableUser.disable(keyfob.signedIn(keyfob.admin), keyfob.alice.email());

        assertThat(ended).isEqualTo(1);
        assertThat(keyfob.useCases.sessions.resumeSession.resume(session.secret(), "192.0.2.1"))
                .isEmpty();
        assertThat(keyfob.unusable(token.secret())).contains(Reason.OWNER_DISABLED);
    }

    @Test
    void its_sessions_are_over_even_where_the_account_is_opened_again() {
        StartedSession session = signIn();

        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());
        keyfob.useCases.users.enableUser.enableWithTokens(keyfob.operator, keyfob.alice.email());

        assertThat(keyfob.useCases.sessions.resumeSession.resume(session.secret(), "192.0.2.1"))
                .isEmpty();
    }

    @Test
    void links_that_were_given_out_for_it_end_too() {
        keyfob.useCases.users.issuePasswordLink.issue(keyfob.operator, keyfob.alice.email());

        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());

        assertThat(keyfob.issuedCodes.all()).isEmpty();
    }

    @Test
    void disabling_twice_is_audited_once_and_keeps_the_first_time() {
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());
        keyfob.clock.advance(Duration.ofHours(1));

        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());

        assertThat(keyfob.users.find(keyfob.alice.id()).orElseThrow().disabledAt())
                .contains(InMemoryKeyfob.START);
        assertThat(keyfob.audited(AuditAction.USER_DISABLED)).hasSize(1);
    }

    @Test
    void nobody_disables_without_the_role_not_even_their_own_account() {
        assertRefused(
                () -> keyfob.useCases.users.disableUser.disable(keyfob.signedIn(keyfob.alice), keyfob.alice.email()),
                Reason.ROLE_MISSING);
        assertRefused(
                () -> keyfob.useCases.users.disableUser.disable(keyfob.operator, new Email("nobody@example.com")),
                Reason.USER_NOT_FOUND);
        assertThat(keyfob.audited(AuditAction.USER_DISABLED)).isEmpty();
    }

    private StartedSession signIn() {
        return keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(),
                Password.attempt(InMemoryKeyfob.ALICE_PASSWORD),
                "192.0.2.1",
                InMemoryKeyfob.newDevice(),
                "Firefox on Linux");
    }
}
