package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Sets the roles of a user. Their tokens have none, before and after. For administrators and the operator. An identity
 * provider that manages roles overwrites them at the next sign-in. Audited.
 */
public final class SetRoles {

    private final AuditedChanges changes;
    private final Users users;

    public SetRoles(AuditedChanges changes, Users users) {
        this.changes = changes;
        this.users = users;
    }

    /**
     * Sets these roles, in place of all earlier ones.
     *
     * @throws Refusal where the actor lacks the permission; USER_NOT_FOUND
     */
    public void set(Actor actor, Email email, Collection<Role> roles) {
        changes.make(actor, Permission.TOKEN_MANAGE, change -> {
            User user = users.lock(email);
            if (user.roles().equals(new TreeSet<>(roles))) {
                change.nothingToRecord();
            } else {
                users.update(user.withRoles(roles));
                change.record(AuditAction.USER_ROLES_CHANGED, new AuditSubject.OfUser(user));
            }
        });
    }
}
