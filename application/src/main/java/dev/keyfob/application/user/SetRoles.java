package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Sets the roles of a user. The user's tokens never have roles. For administrators and the operator. An identity
 * provider that manages roles overwrites them at the next sign-in. Audited.
 */
public final class SetRoles {

    private final AuditedChanges changes;
    private final Users users;
    private final RemainingAdministrators managers;

    public SetRoles(AuditedChanges changes, Users users, PermissionCatalogue catalogue) {
        this.changes = changes;
        this.users = users;
        this.managers = new RemainingAdministrators(users, catalogue);
    }

    /**
     * Changes the user's roles and returns the changed user.
     *
     * @throws Refusal if the actor lacks the permission; USER_NOT_FOUND; OWN_ADMINISTRATION and LAST_ADMINISTRATOR if
     *     no user would be left who may manage tokens
     */
    public User set(Actor actor, Email email, RoleChange roles) {
        return set(actor, roles, withRoles -> managers.holdFor(actor, email, withRoles));
    }

    /** The same, but the operator may also remove the role of the last administrator. */
    public User setEvenOfTheLast(Actor actor, Email email, RoleChange roles) {
        return set(actor, roles, withRoles -> managers.holdEvenTheLastFor(actor, email, withRoles));
    }

    private User set(Actor actor, RoleChange roles, Function<UnaryOperator<User>, User> lockFor) {
        UnaryOperator<User> withRoles = user -> user.withRoles(roles.of(user.roles()));
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            User user = lockFor.apply(withRoles);
            User changed = withRoles.apply(user);
            if (changed.equals(user)) {
                change.nothingToRecord();
            } else {
                users.update(changed);
                change.record(AuditAction.USER_ROLES_CHANGED, new AuditSubject.OfUser(user));
            }
            return changed;
        });
    }
}
