package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.function.Function;

/**
 * Disables an account: its sessions end and its tokens are refused from the next request on, on every node. For
 * administrators and the operator. Audited once.
 */
public final class DisableUser {

    private final AuditedChanges changes;
    private final Users users;
    private final Sessions sessions;
    private final IssuedCodes codes;
    private final RemainingAdministrators managers;

    public DisableUser(
            AuditedChanges changes, Users users, Sessions sessions, IssuedCodes codes, PermissionCatalogue catalogue) {
        this.changes = changes;
        this.users = users;
        this.sessions = sessions;
        this.codes = codes;
        this.managers = new RemainingAdministrators(users, catalogue);
    }

    /**
     * Disables the account and returns how many sessions ended.
     *
     * @throws Refusal if the actor lacks the permission; USER_NOT_FOUND; OWN_ADMINISTRATION and LAST_ADMINISTRATOR if
     *     no user would be left who may manage tokens
     */
    public int disable(Actor actor, Email email) {
        return disable(actor, change -> managers.holdFor(actor, email, user -> user.disable(change.now())));
    }

    /** The same, but the operator may also disable the last administrator. */
    public int disableEvenTheLast(Actor actor, Email email) {
        return disable(actor, change -> managers.holdEvenTheLastFor(actor, email, user -> user.disable(change.now())));
    }

    private int disable(Actor actor, Function<Change, User> held) {
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            User user = held.apply(change);
            int ended = sessions.removeAllOf(user.id());
            PasswordCodes.endAllOf(codes, user);
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
