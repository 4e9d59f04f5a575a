package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetRolesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_role_is_given_and_taken_and_what_changes_nothing_is_not_audited() {
        Actor admin = keyfob.signedIn(keyfob.admin);

        keyfob.useCases.users.setRoles.set(admin, keyfob.alice.email(), RoleChange.to(List.of(Role.ADMIN)));
        keyfob.useCases.users.setRoles.set(admin, keyfob.alice.email(), RoleChange.to(List.of(Role.ADMIN, Role.ADMIN)));
        assertThat(keyfob.signedIn(keyfob.alice).may(Permission.TOKEN_MANAGE)).isTrue();
        keyfob.useCases.users.setRoles.set(admin, keyfob.alice.email(), RoleChange.to(List.of()));

        assertThat(keyfob.signedIn(keyfob.alice).may(Permission.TOKEN_MANAGE)).isFalse();
        assertThat(keyfob.audited(AuditAction.USER_ROLES_CHANGED)).hasSize(2);
    }

    @Test
    void nobody_gives_themselves_a_role() {
        Actor alice = keyfob.signedIn(keyfob.alice);
        Actor token = keyfob.bearer(keyfob.tokenOf(keyfob.admin, "CI"));

        assertRefused(() -> give(alice, keyfob.alice.email()), Reason.ROLE_MISSING);
        assertRefused(() -> give(token, keyfob.alice.email()), Reason.ROLE_BOUND);
        assertRefused(() -> give(keyfob.operator, new Email("nobody@example.com")), Reason.USER_NOT_FOUND);
        assertThat(keyfob.users.find(keyfob.alice.id())).contains(keyfob.alice);
    }

    @Test
    void one_role_is_added_or_removed_and_the_others_stay() {
        Role auditor = new Role("auditor");

        keyfob.useCases.users.setRoles.set(keyfob.operator, keyfob.alice.email(), RoleChange.to(List.of(Role.ADMIN)));
        User more = keyfob.useCases.users.setRoles.set(
                keyfob.operator, keyfob.alice.email(), RoleChange.by(List.of(auditor), List.of()));
        User fewer = keyfob.useCases.users.setRoles.set(
                keyfob.operator, keyfob.alice.email(), RoleChange.by(List.of(), List.of(Role.ADMIN)));

        assertThat(more.roles()).containsExactly(Role.ADMIN, auditor);
        assertThat(fewer.roles()).containsExactly(auditor);
        assertThat(keyfob.users.find(keyfob.alice.id())).contains(fewer);
        assertRefused(() -> RoleChange.by(List.of(auditor), List.of(auditor)), Reason.ROLE_UNREADABLE);
    }

    private void give(Actor actor, Email to) {
        keyfob.useCases.users.setRoles.set(actor, to, RoleChange.to(List.of(Role.ADMIN)));
    }
}
