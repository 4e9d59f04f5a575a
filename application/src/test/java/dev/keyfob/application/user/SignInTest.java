package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void the_right_password_opens_a_session_and_is_audited() {
        StartedSession session = signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);

        assertThat(keyfob.useCases.sessions.resumeSession.resume(session.secret(), HERE))
                .hasValueSatisfying(actor -> assertThat(actor.person().user()).isEqualTo(keyfob.alice));
        assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.SESSION_STARTED);
            assertThat(entry.address()).isEqualTo(HERE);
        });
    }

    // Neither the text nor the work done may reveal which accounts exist.
    @Test
    void a_wrong_password_an_unknown_and_a_disabled_account_get_one_answer_after_the_same_work() {
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
        int before = keyfob.passwordHashing.timesWorked.get();

        Refusal wrong = refusal("alice@example.com", "not the password", HERE);
        Refusal unknown = refusal("nobody@example.com", "not the password", HERE);
        Refusal disabled = refusal("bob@example.com", InMemoryKeyfob.BOB_PASSWORD, HERE);

        assertThat(wrong.reason()).isEqualTo(Reason.SIGN_IN_FAILED);
        assertThat(unknown.explanation()).isEqualTo(wrong.explanation());
        assertThat(disabled.explanation()).isEqualTo(wrong.explanation());
        assertThat(keyfob.passwordHashing.timesWorked.get() - before).isEqualTo(3);
    }

    @Test
    void failures_are_audited_without_what_was_typed_for_an_unknown_account() {
        refusal("nobody@example.com", "not the password", HERE);
        refusal("alice@example.com", "not the password", HERE);

        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.SESSION_REFUSED)
                .extracting(entry -> entry.subject().name(), entry -> entry.succeeded())
                .containsExactly(tuple("unknown account", false), tuple("alice@example.com", false));
    }

    // A session that was being started while its user was disabled must not be valid after enabling.
    @Test
    void a_user_who_is_disabled_while_signing_in_gets_no_session() {
        keyfob.passwordHashing.duringNextMatch(
                () -> keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email()));

        assertThat(refusal("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE)
                        .reason())
                .isEqualTo(Reason.SIGN_IN_FAILED);
    }

    private StartedSession signIn(String email, String password, String address) {
        return keyfob.useCases.sessions.signIn.signIn(
                new Email(email), Password.attempt(password), address, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }

    private Refusal refusal(String email, String password, String address) {
        Refusal[] caught = new Refusal[1];
        assertThatThrownBy(() -> signIn(email, password, address))
                .isInstanceOfSatisfying(Refusal.class, no -> caught[0] = no);
        return caught[0];
    }
}
