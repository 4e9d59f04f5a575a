package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;

/**
 * Disables an account: its sessions end and its tokens are refused from the next request on, on every node. For
 * administrators and the operator. Audited, once.
 */
public final class DisableUser {

    private final AuditedChanges changes;
    private final Users users;
    private final Sessions sessions;

    public DisableUser(AuditedChanges changes, Users users, Sessions sessions) {
        this.changes = changes;
        this.users = users;
        this.sessions = sessions;
    }

    /**
     * Disables the account, and says how many sessions that ended.
     *
     * @throws Refusal where the actor lacks the permission; USER_NOT_FOUND
     */
    public int disable(Actor actor, Email email) {
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            User user = users.lock(email);
            int ended = sessions.removeAllOf(user.id());
            if (user.isEnabled()) {
                users.update(user.disable(change.now()));
                change.record(AuditAction.USER_DISABLED, new AuditSubject.OfUser(user));
            } else {
                change.nothingToRecord();
            }
            return ended;
        });
    }
}
