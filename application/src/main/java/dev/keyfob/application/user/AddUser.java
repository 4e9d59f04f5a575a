package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.util.Collection;

/** Adds a local account. For administrators, and for the operator, who adds the first administrator. Audited. */
public final class AddUser {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordHashing hashing;

    public AddUser(AuditedChanges changes, Users users, PasswordHashes hashes, PasswordHashing hashing) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.hashing = hashing;
    }

    /**
     * Adds the account, with these roles and this password.
     *
     * @throws Refusal if the actor lacks the permission; EMAIL_TAKEN if the email has an account; EMAIL_RESERVED if
     *     another account had it before
     */
    public User add(Actor actor, Email email, Collection<Role> roles, Password password) {
        actor.require(Permission.TOKEN_MANAGE);
        String hash = hashing.hash(password);
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            User user = User.joining(email, roles, change.now());
            users.add(user);
            hashes.put(user.id(), hash);
            change.record(AuditAction.USER_ADDED, new AuditSubject.OfUser(user));
            return user;
        });
    }
}
