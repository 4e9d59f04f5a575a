package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemoveUserTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final RemoveUser removeUser = keyfob.useCases.users.removeUser;

    @Test
    void the_account_is_gone_and_its_tokens_stay_known_as_revoked() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        signIn();

        RemovedUser removed = removeUser.remove(keyfob.signedIn(keyfob.admin), keyfob.alice.email());

        assertThat(keyfob.auditedActions()).endsWith(AuditAction.TOKENS_REVOKED, AuditAction.USER_REMOVED);
        assertThat(removed).isEqualTo(new RemovedUser(1, 1));
        assertThat(keyfob.users.findByEmail(keyfob.alice.email())).isEmpty();
        assertThat(keyfob.passwordHashes.find(keyfob.alice.id())).isEmpty();
        assertThat(keyfob.unusable(token.secret())).contains(Reason.REVOKED);
        assertRefused(this::signIn, Reason.SIGN_IN_FAILED);
        assertThat(keyfob.audited(AuditAction.USER_REMOVED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("alice@example.com"));
    }

    @Test
    void nothing_about_the_person_is_left_with_the_account_or_the_tokens() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.use(token.secret());
        keyfob.useCases.recentUses.flush();

        removeUser.remove(keyfob.operator, keyfob.alice.email());

        User left = keyfob.users.find(keyfob.alice.id()).orElseThrow();
        assertThat(left).isEqualTo(keyfob.alice.remove(keyfob.clock.instant()));
        assertThat(left.toString()).doesNotContain("alice");
        AccessToken kept = keyfob.tokens.find(token.token().id()).orElseThrow();
        assertThat(kept.name()).isEqualTo(AccessToken.OF_REMOVED_USER);
        assertThat(kept.lastUsedAt()).isEmpty();
        assertThat(keyfob.tokens.usesOf(kept.id())).isEqualTo(TokenUses.none());
    }

    @Test
    void nobody_gets_the_addresses_before_they_are_freed_and_nobody_reads_them() {
        Email earlier = keyfob.alice.email();
        Email later = new Email("alice.new@example.com");
        keyfob.useCases.users.editUser.edit(
                keyfob.operator, earlier, new UserEdit(Optional.empty(), Optional.of(later)));

        removeUser.remove(keyfob.operator, later);

        assertThat(keyfob.users.listReserved(10)).isEmpty();
        assertRefused(() -> add(earlier), Reason.EMAIL_RESERVED);
        assertRefused(() -> add(later), Reason.EMAIL_RESERVED);
        keyfob.useCases.users.releaseReservedEmail.release(keyfob.operator, later);
        assertThat(add(later).id()).isNotEqualTo(keyfob.alice.id());
    }

    @Test
    void the_last_administrator_stays_and_nobody_removes_themselves() {
        assertRefused(
                () -> removeUser.remove(keyfob.signedIn(keyfob.admin), keyfob.admin.email()),
                Reason.OWN_ADMINISTRATION);
        assertRefused(() -> removeUser.remove(keyfob.operator, keyfob.admin.email()), Reason.LAST_ADMINISTRATOR);
        keyfob.useCases.users.setRoles.set(keyfob.operator, keyfob.alice.email(), RoleChange.to(List.of(Role.ADMIN)));

        removeUser.remove(keyfob.operator, keyfob.admin.email());

        assertThat(keyfob.users.findByEmail(keyfob.admin.email())).isEmpty();
    }

    @Test
    void whoever_is_removed_is_not_found_again() {
        removeUser.remove(keyfob.operator, keyfob.alice.email());
        Email left = keyfob.users.find(keyfob.alice.id()).orElseThrow().email();

        assertRefused(() -> removeUser.remove(keyfob.operator, keyfob.alice.email()), Reason.USER_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.users.enableUser.enable(keyfob.operator, left), Reason.USER_NOT_FOUND);
    }

    private User add(Email email) {
        return keyfob.useCases.users.addUser.add(
                keyfob.operator, email, List.of(), Password.attempt("somebody else entirely"));
    }

    private void signIn() {
        keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(),
                Password.attempt(InMemoryKeyfob.ALICE_PASSWORD),
                "192.0.2.1",
                InMemoryKeyfob.newDevice(),
                "Firefox on Linux");
    }
}
