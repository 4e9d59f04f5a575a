package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SignInRefused;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsePasswordLinkTest {

    private static final String HERE = "192.0.2.1";
    private static final String CHOSEN = "nobody likes cold coffee";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final PasswordLink link = linkFor(keyfob.alice);

    @Test
    void it_sets_the_password_ends_other_sessions_and_signs_in() {
        StartedSession elsewhere = signIn(InMemoryKeyfob.ALICE_PASSWORD);

        StartedSession started = use(link.code());

        assertThat(started.user()).isEqualTo(keyfob.alice);
        assertThat(resume(started)).isPresent();
        assertThat(resume(elsewhere)).isEmpty();
        assertThat(keyfob.sessions.find(started.secret().digest()).orElseThrow().method())
                .isEqualTo(Session.LINK);
        assertThat(signIn(CHOSEN)).isNotNull();
        assertThat(keyfob.auditedActions())
                .containsSubsequence(
                        AuditAction.PASSWORD_LINK_ISSUED,
                        AuditAction.PASSWORD_LINK_USED,
                        AuditAction.PASSWORD_CHANGED,
                        AuditAction.SESSION_STARTED);
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).singleElement().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("alice@example.com");
            assertThat(entry.address()).isEqualTo(HERE);
        });
    }

    @Test
    void used_ended_guessed_of_another_and_of_a_disabled_account_get_one_answer_and_the_log_has_the_cause() {
        PasswordLink used = linkFor(keyfob.bob);
        use(used.code());
        PasswordLink disabled = linkFor(keyfob.admin);
        keyfob.useCases.users.disableUser.disableEvenTheLast(keyfob.operator, keyfob.admin.email());

        assertOneAnswer(Optional.of(used.code()), "the code for bob@example.com was used already");
        assertOneAnswer(Optional.of(OneTimeCode.generate(keyfob.random)), "there is no such code");
        assertOneAnswer(Optional.empty(), "there is no such code");
        // Disabling the account invalidated its code.
        assertOneAnswer(Optional.of(disabled.code()), "there is no such code");
        assertOneAnswer(
                Optional.of(link.code()),
                Optional.of(keyfob.bob.id()),
                "the code for alice@example.com came from a browser in which somebody else is signed in");
        keyfob.clock.advance(Duration.ofHours(1));
        assertOneAnswer(Optional.of(link.code()), "the code for alice@example.com has ended");
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_USED))
                .filteredOn(entry -> !entry.succeeded())
                .hasSize(6);
    }

    @Test
    void whoever_is_signed_in_as_its_owner_may_use_it() {
        assertThat(keyfob.useCases.sessions.usePasswordLink.use(
                        Optional.of(link.code()), CHOSEN, Optional.of(keyfob.alice.id()), HERE, "Firefox on Linux"))
                .isNotNull();
    }

    @Test
    void a_password_that_will_not_do_uses_nothing_up() {
        assertRefused(() -> use(link.code(), "short"), Reason.PASSWORD_TOO_SHORT);
        assertRefused(() -> use(link.code(), "alice@example.com 1"), Reason.PASSWORD_GUESSABLE);

        assertThat(use(link.code())).isNotNull();
    }

    @Test
    void codes_are_counted_and_limited_and_right_ones_are_not() {
        for (int i = 0; i < 40; i++) {
            use(linkFor(keyfob.bob).code());
        }
        for (int i = 0; i < 30; i++) {
            assertRefused(() -> use(OneTimeCode.generate(keyfob.random)), Reason.CODE_REFUSED);
        }
        int audited = keyfob.auditLog.entries.size();

        assertRefused(() -> use(OneTimeCode.generate(keyfob.random)), Reason.SIGN_IN_TOO_SOON);
        assertRefused(() -> use(link.code()), Reason.SIGN_IN_TOO_SOON);
        assertThat(keyfob.auditLog.entries).hasSize(audited);

        keyfob.clock.advance(Duration.ofSeconds(1));
        assertThat(use(link.code())).isNotNull();
    }

    // A later link invalidates the code of an earlier one.
    @Test
    void a_code_that_was_ended_meanwhile_is_refused() {
        PasswordLink later = linkFor(keyfob.alice);

        assertRefused(() -> use(link.code()), Reason.CODE_REFUSED);
        assertThat(use(later.code())).isNotNull();
    }

    @Test
    void an_account_that_is_disabled_while_the_password_is_hashed_is_not_opened() {
        String before = keyfob.passwordHashes.find(keyfob.alice.id()).orElseThrow();
        keyfob.passwordHashing.duringNextHash(
                () -> keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email()));

        assertOneAnswer(Optional.of(link.code()), "the code for alice@example.com is of a disabled account");

        assertThat(keyfob.passwordHashes.find(keyfob.alice.id())).contains(before);
        assertThat(keyfob.auditedActions()).doesNotContain(AuditAction.PASSWORD_CHANGED, AuditAction.SESSION_STARTED);
    }

    @Test
    void a_code_that_is_used_while_the_password_is_hashed_is_used_once() {
        keyfob.passwordHashing.duringNextHash(() -> use(link.code(), "somebody likes hot coffee"));

        assertRefused(() -> use(link.code()), Reason.CODE_REFUSED);

        assertThat(signIn("somebody likes hot coffee")).isNotNull();
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).hasSize(1);
    }

    @Test
    void where_nobody_signs_in_with_a_password_it_signs_in_and_sets_none() {
        String before = keyfob.passwordHashes.find(keyfob.alice.id()).orElseThrow();
        StartedSession elsewhere = signIn(InMemoryKeyfob.ALICE_PASSWORD);

        StartedSession started =
                withoutPasswords().use(Optional.of(link.code()), "", Optional.empty(), HERE, "Firefox on Linux");

        assertThat(resume(started)).isPresent();
        assertThat(resume(elsewhere)).isPresent();
        assertThat(keyfob.passwordHashes.find(keyfob.alice.id())).contains(before);
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).isEmpty();
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_USED)).hasSize(1);
        assertRefused(
                () -> withoutPasswords().use(Optional.of(link.code()), "", Optional.empty(), HERE, "Firefox on Linux"),
                Reason.CODE_REFUSED);
    }

    private UsePasswordLink withoutPasswords() {
        return new UsePasswordLink(
                keyfob.changes,
                keyfob.transactions,
                keyfob.users,
                keyfob.passwordHashes,
                keyfob.passwordHashing,
                keyfob.sessions,
                keyfob.issuedCodes,
                keyfob.signInCounters,
                new ChangeLimit(new Counts(), keyfob.clock),
                new AccountSettings(URI.create("https://keyfob.example.com"), false),
                keyfob.random,
                new Counts(),
                keyfob.clock);
    }

    private void assertOneAnswer(Optional<OneTimeCode> code, String cause) {
        assertOneAnswer(code, Optional.empty(), cause);
    }

    private void assertOneAnswer(Optional<OneTimeCode> code, Optional<UserId> signedIn, String cause) {
        assertThatThrownBy(() ->
                        keyfob.useCases.sessions.usePasswordLink.use(code, CHOSEN, signedIn, HERE, "Firefox on Linux"))
                .isInstanceOfSatisfying(SignInRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.CODE_REFUSED);
                    assertThat(refused.explanation())
                            .isEqualTo(
                                    "This code does not work: it was used before, has ended, or is for another account"
                                            + " than the one signed in here. Ask for a new link.");
                    assertThat(refused.cause()).isEqualTo(cause);
                });
        assertThat(keyfob.auditLog.entries.get(keyfob.auditLog.entries.size() - 1))
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("one-time link, code: " + cause));
    }

    private PasswordLink linkFor(User user) {
        return keyfob.useCases.users.issuePasswordLink.issue(keyfob.operator, user.email());
    }

    private StartedSession use(OneTimeCode code) {
        return use(code, CHOSEN);
    }

    private StartedSession use(OneTimeCode code, String password) {
        return keyfob.useCases.sessions.usePasswordLink.use(
                Optional.of(code), password, Optional.empty(), HERE, "Firefox on Linux");
    }

    private Optional<?> resume(StartedSession session) {
        return keyfob.useCases.sessions.resumeSession.resume(session.secret(), HERE);
    }

    private StartedSession signIn(String password) {
        return keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(), Password.attempt(password), HERE, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }
}
