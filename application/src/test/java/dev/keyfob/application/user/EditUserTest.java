package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditUserTest {

    private static final Email NEW = new Email("alice.new@example.com");
    private static final UserEdit NAME = UserEdit.toName(DisplayName.parse("Alice"));
    private static final UserEdit EMAIL = toEmail(NEW);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void people_name_themselves_and_nobody_else() {
        Actor alice = keyfob.signedIn(keyfob.alice);
        Actor token = keyfob.bearer(keyfob.tokenOf(keyfob.alice, "CI"));

        assertThat(edit(alice, keyfob.alice, NAME).name()).contains("Alice");
        assertRefused(() -> edit(alice, keyfob.bob, NAME), Reason.ROLE_MISSING);
        assertRefused(() -> edit(token, keyfob.alice, NAME), Reason.ROLE_BOUND);
        assertThat(keyfob.audited(AuditAction.USER_RENAMED)).hasSize(1);
    }

    @Test
    void an_address_that_has_become_somebody_elses_names_that_account() {
        Actor before = keyfob.signedIn(keyfob.alice);
        edit(keyfob.operator, keyfob.alice, EMAIL);
        keyfob.useCases.users.releaseReservedEmail.release(keyfob.operator, keyfob.alice.email());
        User other = addAlice();

        assertRefused(() -> edit(before, keyfob.alice, NAME), Reason.ROLE_MISSING);

        assertThat(keyfob.users.find(other.id())).contains(other);
    }

    @Test
    void what_changes_nothing_is_not_audited() {
        edit(keyfob.operator, keyfob.alice, new UserEdit(Optional.of(DisplayName.parse("")), Optional.empty()));
        edit(keyfob.operator, keyfob.alice, toEmail(keyfob.alice.email()));

        assertThat(keyfob.audited(AuditAction.USER_RENAMED)).isEmpty();
        assertThat(keyfob.audited(AuditAction.USER_EMAIL_CHANGED)).isEmpty();
        assertThat(keyfob.users.listReserved(10)).isEmpty();
    }

    @Test
    void an_address_is_changed_by_administrators_alone() {
        assertRefused(() -> edit(keyfob.signedIn(keyfob.alice), keyfob.alice, EMAIL), Reason.ROLE_MISSING);

        edit(keyfob.signedIn(keyfob.admin), keyfob.alice, EMAIL);

        assertThat(keyfob.users.find(keyfob.alice.id()).orElseThrow().email()).isEqualTo(NEW);
        assertThat(keyfob.audited(AuditAction.USER_EMAIL_CHANGED))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.subject().id()).isEqualTo(keyfob.alice.id().toString());
                    assertThat(entry.subject().name()).isEqualTo("alice@example.com, now alice.new@example.com");
                });
    }

    @Test
    void a_link_that_went_to_the_earlier_address_ends() {
        keyfob.useCases.users.issuePasswordLink.issue(keyfob.operator, keyfob.alice.email());

        edit(keyfob.operator, keyfob.alice, NAME);
        assertThat(keyfob.issuedCodes.all()).hasSize(1);
        edit(keyfob.operator, keyfob.alice, EMAIL);

        assertThat(keyfob.issuedCodes.all()).isEmpty();
    }

    @Test
    void tokens_work_on_and_the_new_address_signs_in() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");

        edit(keyfob.operator, keyfob.alice, EMAIL);

        assertThat(keyfob.use(token.secret())).isTrue();
        assertThat(signIn(NEW).user().id()).isEqualTo(keyfob.alice.id());
        assertRefused(() -> signIn(keyfob.alice.email()), Reason.SIGN_IN_FAILED);
    }

    @Test
    void the_earlier_address_is_nobody_elses_until_it_is_freed() {
        edit(keyfob.operator, keyfob.alice, EMAIL);

        assertThat(keyfob.users.listReservedFor(keyfob.alice.id()))
                .containsExactly(new ReservedEmail(keyfob.alice.email(), keyfob.alice.id(), keyfob.clock.instant()));
        assertRefused(() -> edit(keyfob.operator, keyfob.bob, toEmail(keyfob.alice.email())), Reason.EMAIL_RESERVED);
        assertRefused(this::addAlice, Reason.EMAIL_RESERVED);
        keyfob.useCases.users.releaseReservedEmail.release(keyfob.operator, keyfob.alice.email());
        assertThat(addAlice().id()).isNotEqualTo(keyfob.alice.id());
    }

    @Test
    void whoever_had_an_address_before_can_have_it_back() {
        edit(keyfob.operator, keyfob.alice, EMAIL);
        keyfob.useCases.users.editUser.edit(keyfob.operator, NEW, toEmail(keyfob.alice.email()));

        assertThat(keyfob.users.find(keyfob.alice.id())).contains(keyfob.alice);
        assertThat(keyfob.users.listReserved(10))
                .extracting(ReservedEmail::email)
                .containsExactly(NEW);
    }

    @Test
    void an_address_that_is_taken_is_refused() {
        assertRefused(() -> edit(keyfob.operator, keyfob.alice, toEmail(keyfob.bob.email())), Reason.EMAIL_TAKEN);

        assertThat(keyfob.users.find(keyfob.alice.id())).contains(keyfob.alice);
        assertThat(keyfob.audited(AuditAction.USER_EMAIL_CHANGED)).isEmpty();
    }

    private User edit(Actor actor, User user, UserEdit edit) {
        return keyfob.useCases.users.editUser.edit(actor, user.email(), edit);
    }

    private User addAlice() {
        return keyfob.useCases.users.addUser.add(
                keyfob.operator, keyfob.alice.email(), List.of(), Password.attempt("somebody else entirely"));
    }

    private StartedSession signIn(Email email) {
        return keyfob.useCases.sessions.signIn.signIn(
                email,
                Password.attempt(InMemoryKeyfob.ALICE_PASSWORD),
                "192.0.2.1",
                InMemoryKeyfob.newDevice(),
                "Firefox on Linux");
    }

    private static UserEdit toEmail(Email email) {
        return new UserEdit(Optional.empty(), Optional.of(email));
    }
}
