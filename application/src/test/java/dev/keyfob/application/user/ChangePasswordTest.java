package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangePasswordTest {

    private static final String HERE = "192.0.2.1";
    private static final String CHOSEN = "nobody likes cold coffee";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SessionSecret device = InMemoryKeyfob.newDevice();
    private final StartedSession here = signIn(InMemoryKeyfob.ALICE_PASSWORD);

    @Test
    void the_new_password_opens_and_the_old_one_does_not() {
        change(InMemoryKeyfob.ALICE_PASSWORD, false);

        assertThat(signIn(CHOSEN)).isNotNull();
        assertRefused(() -> signIn(InMemoryKeyfob.ALICE_PASSWORD), Reason.SIGN_IN_FAILED);
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).singleElement().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("alice@example.com");
            assertThat(entry.succeeded()).isTrue();
        });
    }

    @Test
    void other_sessions_and_links_end_and_this_session_and_the_tokens_stay() {
        StartedSession elsewhere = signIn(InMemoryKeyfob.ALICE_PASSWORD);
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.users.issuePasswordLink.issue(keyfob.operator, keyfob.alice.email());

        change(InMemoryKeyfob.ALICE_PASSWORD, false);

        assertThat(resume(here)).isPresent();
        assertThat(resume(elsewhere)).isEmpty();
        assertThat(keyfob.issuedCodes.all()).isEmpty();
        assertThat(keyfob.use(token.secret())).isTrue();
    }

    @Test
    void tokens_end_where_that_is_asked_for() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        CreatedToken bobs = keyfob.tokenOf(keyfob.bob, "CI");

        change(InMemoryKeyfob.ALICE_PASSWORD, true);

        assertThat(keyfob.unusable(token.secret())).contains(Reason.REVOKED);
        assertThat(keyfob.use(bobs.secret())).isTrue();
        assertThat(keyfob.audited(AuditAction.TOKENS_REVOKED)).hasSize(1);
    }

    @Test
    void a_wrong_current_password_changes_nothing_and_is_audited() {
        StartedSession elsewhere = signIn(InMemoryKeyfob.ALICE_PASSWORD);

        assertRefused(() -> change("guess", true), Reason.PASSWORD_WRONG);

        assertThat(resume(elsewhere)).isPresent();
        assertThat(signIn(InMemoryKeyfob.ALICE_PASSWORD)).isNotNull();
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.succeeded()).isFalse());
    }

    @Test
    void wrong_current_passwords_count_as_failed_sign_ins() {
        for (int i = 0; i < 5; i++) {
            assertRefused(() -> change("guess", false), Reason.PASSWORD_WRONG);
        }

        assertRefused(() -> change(InMemoryKeyfob.ALICE_PASSWORD, false), Reason.SIGN_IN_TOO_SOON);
        assertRefused(() -> signIn(InMemoryKeyfob.ALICE_PASSWORD), Reason.SIGN_IN_TOO_SOON);
    }

    @Test
    void a_password_that_was_changed_meanwhile_is_no_longer_the_current_one() {
        keyfob.passwordHashing.duringNextMatch(() -> keyfob.useCases.users.setPassword.set(
                keyfob.operator, keyfob.alice.email(), Password.attempt("set by the operator")));

        assertRefused(() -> change(InMemoryKeyfob.ALICE_PASSWORD, false), Reason.PASSWORD_WRONG);

        assertThat(signIn("set by the operator")).isNotNull();
    }

    @Test
    void whoever_signs_in_otherwise_has_none_to_change() {
        User carol = keyfob.changes.makeUncheckedAndReturn(keyfob.operator, change -> {
            User joined = User.joining(new Email("carol@example.com"), Set.of(), change.now());
            keyfob.users.add(joined);
            change.nothingToRecord();
            return joined;
        });

        assertThat(keyfob.useCases.users.changePassword.isPossible(keyfob.signedIn(carol)))
                .isFalse();
        assertThat(keyfob.useCases.users.changePassword.isPossible(keyfob.signedIn(keyfob.alice)))
                .isTrue();
        assertRefused(
                () -> keyfob.useCases.users.changePassword.change(
                        keyfob.signedIn(carol), here.secret(), device, wanted("guess", false)),
                Reason.PASSWORD_NOT_SET);
    }

    private void change(String current, boolean revokeTokens) {
        keyfob.useCases.users.changePassword.change(
                keyfob.signedIn(keyfob.alice), here.secret(), device, wanted(current, revokeTokens));
    }

    private static ChangePassword.Wanted wanted(String current, boolean revokeTokens) {
        return new ChangePassword.Wanted(Password.attempt(current), Password.attempt(CHOSEN), revokeTokens);
    }

    private Optional<?> resume(StartedSession session) {
        return keyfob.useCases.sessions.resumeSession.resume(session.secret(), HERE);
    }

    private StartedSession signIn(String password) {
        return keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(), Password.attempt(password), HERE, device, "Firefox on Linux");
    }
}
