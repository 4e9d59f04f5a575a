package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.SignInRefused;
import dev.keyfob.domain.user.User;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInWithIdentityTest {

    private static final Identity BOB = new Identity("https://id.example.com", "4711");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void who_comes_for_the_first_time_gets_an_account_and_keeps_it() {
        StartedSession first = signIn(BOB, "bob@example.org", Set.of());
        StartedSession second = signIn(BOB, "bob@example.org", Set.of());

        assertThat(second.user().id()).isEqualTo(first.user().id());
        assertThat(second.user().email().value()).isEqualTo("bob@example.org");
        assertThat(keyfob.useCases.sessions.resumeSession.resume(second.secret(), "192.0.2.1"))
                .isPresent();
    }

    @Test
    void an_account_that_a_first_sign_in_opens_is_audited_once() {
        signIn(BOB, "bob@example.org", Set.of());
        signIn(BOB, "bob@example.org", Set.of());

        assertThat(keyfob.audited(AuditAction.USER_ADDED)).last().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("bob@example.org");
            assertThat(entry.subject().name()).isEqualTo("bob@example.org");
            assertThat(entry.address()).isEqualTo("192.0.2.1");
        });
        assertThat(keyfob.audited(AuditAction.USER_ADDED)).hasSize(4);
        assertThat(keyfob.audited(AuditAction.SESSION_STARTED)).hasSize(2);
    }

    @Test
    void an_account_is_not_taken_over_by_a_claim() {
        assertRefused(() -> signIn(BOB, "admin@example.com", Set.of(Role.ADMIN)));
        signIn(BOB, "bob@example.org", Set.of());
        assertRefused(() -> signIn(new Identity("https://evil.example.com", "4711"), "bob@example.org", Set.of()));

        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.SESSION_REFUSED)
                .hasSize(2);
    }

    @Test
    void an_address_that_changed_at_the_provider_is_followed_and_the_earlier_one_reserved() {
        User bob = signIn(BOB, "bob@example.org", Set.of()).user();

        User moved = signIn(BOB, "robert@example.org", Set.of()).user();

        assertThat(moved.id()).isEqualTo(bob.id());
        assertThat(keyfob.users.find(bob.id()).orElseThrow().email().value()).isEqualTo("robert@example.org");
        assertThat(keyfob.users.isReserved(bob.email())).isTrue();
        assertThat(keyfob.audited(AuditAction.USER_EMAIL_CHANGED))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor().id()).isEqualTo(bob.id().toString());
                    assertThat(entry.subject().name()).isEqualTo("bob@example.org, now robert@example.org");
                });
        assertRefused(() -> signIn(new Identity("https://id.example.com", "9"), "bob@example.org", Set.of()));
    }

    @Test
    void an_address_of_another_account_is_not_followed_and_the_cause_is_told() {
        signIn(BOB, "bob@example.org", Set.of());
        signIn(new Identity("https://id.example.com", "9"), "carl@example.org", Set.of());
        keyfob.useCases.users.editUser.edit(
                keyfob.operator,
                new Email("carl@example.org"),
                new UserEdit(Optional.empty(), Optional.of(new Email("karl@example.org"))));

        assertCause(
                () -> signIn(BOB, "karl@example.org", Set.of()),
                BOB + " has the address karl@example.org now, which another account here has");
        assertCause(
                () -> signIn(BOB, "carl@example.org", Set.of()),
                BOB + " has the address carl@example.org now, which another account here had");
        assertThatThrownBy(() -> signIn(BOB, "karl@example.org", Set.of()))
                .hasMessageContaining(
                        "says that your e-mail address is karl@example.org. Another account here has or had");
        assertThat(keyfob.users.findByEmail(new Email("bob@example.org"))).isPresent();
    }

    @Test
    void an_address_that_an_administrator_gave_stays_whatever_the_provider_says() {
        User bob = signIn(BOB, "bob@example.org", Set.of()).user();
        Email given = new Email("bob@example.net");
        keyfob.useCases.users.editUser.edit(
                keyfob.operator, bob.email(), new UserEdit(Optional.empty(), Optional.of(given)));

        signIn(BOB, "bob@example.org", Set.of());
        signIn(BOB, "robert@example.org", Set.of());

        assertThat(keyfob.users.find(bob.id()).orElseThrow().email()).isEqualTo(given);
    }

    @Test
    void a_proxy_brings_a_person_under_the_address_that_they_were_given_here() {
        Email given = new Email("bob@example.net");
        User bob = byProxy(new Email("bob@example.org"));
        keyfob.useCases.users.editUser.edit(
                keyfob.operator, bob.email(), new UserEdit(Optional.empty(), Optional.of(given)));

        assertThat(byProxy(given).id()).isEqualTo(bob.id());
        assertRefused(() -> byProxy(bob.email()));
    }

    private User byProxy(Email email) {
        return keyfob.useCases
                .sessions
                .signInWithIdentity
                .signIn(
                        new ProvenIdentity(
                                Identity.byProxy(email),
                                Optional.of(email),
                                Optional.empty(),
                                Optional.empty(),
                                "your organisation"),
                        "192.0.2.1",
                        "Firefox on Linux")
                .user();
    }

    @Test
    void roles_are_taken_over_at_each_sign_in_and_left_alone_where_the_provider_has_no_say() {
        User admin = signIn(BOB, "bob@example.org", Set.of(Role.ADMIN)).user();
        assertThat(admin.roles()).containsExactly(Role.ADMIN);

        keyfob.useCases.sessions.signInWithIdentity.signIn(
                new ProvenIdentity(BOB, Optional.empty(), Optional.of("Bob"), Optional.empty(), "Company"),
                "192.0.2.1",
                "Firefox on Linux");
        assertThat(keyfob.users.find(admin.id()).orElseThrow().roles()).containsExactly(Role.ADMIN);
        assertThat(keyfob.users.find(admin.id()).orElseThrow().name()).contains("Bob");

        signIn(BOB, "bob@example.org", Set.of());
        assertThat(keyfob.users.find(admin.id()).orElseThrow().roles()).isEmpty();
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.USER_ROLES_CHANGED)
                .hasSize(2);
    }

    @Test
    void a_disabled_user_stays_out_and_so_does_who_has_no_address() {
        User bob = signIn(BOB, "bob@example.org", Set.of()).user();
        keyfob.useCases.users.disableUser.disable(keyfob.operator, bob.email());

        assertRefused(() -> signIn(BOB, "bob@example.org", Set.of()));
        assertRefused(() -> keyfob.useCases.sessions.signInWithIdentity.signIn(
                new ProvenIdentity(
                        new Identity("https://id.example.com", "0"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "Company"),
                "192.0.2.1",
                "Firefox on Linux"));
    }

    // The person gets the same response in all cases; the audit log has the cause.
    @Test
    void a_refusal_leaves_provider_step_and_cause_in_the_audit_log() {
        User bob = signIn(BOB, "bob@example.org", Set.of()).user();
        keyfob.useCases.users.disableUser.disable(keyfob.operator, bob.email());

        assertCause(() -> signIn(BOB, "bob@example.org", Set.of()), "the account bob@example.org is disabled here");
        assertCause(
                () -> signIn(new Identity("https://id.example.com", "1"), "admin@example.com", Set.of()),
                "there is already an account admin@example.com here, with another way to sign in;"
                        + " subject 1 of https://id.example.com is not linked with it");
        assertCause(
                () -> keyfob.useCases.sessions.signInWithIdentity.signIn(
                        new ProvenIdentity(
                                new Identity("https://id.example.com", "2"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "Company",
                                "the ID token has no claim email",
                                Optional.empty()),
                        "192.0.2.1",
                        "Firefox on Linux"),
                "the ID token has no claim email");
    }

    // Anyone can cause a refusal before the person is known, and audit entries are kept for a long time.
    @Test
    void refusals_before_anybody_is_known_are_noted_within_bounds_for_each_provider() {
        SignInRefused refused =
                new SignInRefused(Reason.SIGN_IN_FAILED, "ID token", "issuer https://id.example.com/\n", "No.");

        for (int i = 0; i < 100; i++) {
            keyfob.useCases.sessions.signInWithIdentity.noteRefused("company", refused, "192.0.2.1");
        }
        keyfob.useCases.sessions.signInWithIdentity.noteRefused("other", refused, "192.0.2.1");

        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.SESSION_REFUSED)
                .hasSize(61)
                .allSatisfy(entry -> assertThat(entry.address()).isEqualTo("192.0.2.1"))
                .last()
                .satisfies(entry -> assertThat(entry.subject().name())
                        .isEqualTo("other, ID token: issuer https://id.example.com/?"));
    }

    private void assertCause(Runnable asked, String cause) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        SignInRefused.class, no -> assertThat(no.cause()).isEqualTo(cause));
        assertThat(keyfob.auditLog.entries)
                .last()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("Company, account: " + cause));
    }

    private StartedSession signIn(Identity identity, String email, Set<Role> roles) {
        return keyfob.useCases.sessions.signInWithIdentity.signIn(
                new ProvenIdentity(
                        identity, Optional.of(new Email(email)), Optional.empty(), Optional.of(roles), "Company"),
                "192.0.2.1",
                "Firefox on Linux");
    }

    private static void assertRefused(Runnable asked) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SIGN_IN_FAILED));
    }
}
