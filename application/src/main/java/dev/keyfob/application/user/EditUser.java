package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;

/**
 * Changes the name and the email of an account. People change their own name; administrators and the operator change
 * emails and other people's names. Each change has its own audit entry.
 *
 * <p>The account keeps its id, its tokens and its sessions. The earlier email stays reserved until
 * {@link ReleaseReservedEmail} frees it.
 */
public final class EditUser {

    private final AuditedChanges changes;
    private final Users users;
    private final IssuedCodes codes;
    private final EmailChange emailChange;

    public EditUser(AuditedChanges changes, Users users, Identities identities, IssuedCodes codes) {
        this.changes = changes;
        this.users = users;
        this.codes = codes;
        this.emailChange = new EmailChange(users, identities);
    }

    /**
     * Makes all of the changes or none, and returns the changed account.
     *
     * @throws Refusal if the actor lacks the permission; USER_NOT_FOUND; EMAIL_TAKEN and EMAIL_RESERVED if the new
     *     email belongs or belonged to another account; TOO_MANY_CHANGES
     */
    public User edit(Actor actor, Email email, UserEdit edit) {
        return edit.email().isPresent() || !users.isOwn(actor, email)
                ? changes.makeLimitedAndReturn(
                        actor, Permission.TOKEN_MANAGE, change -> edited(change, users.lock(email), edit))
                : changes.makeLimitedUncheckedAndReturn(actor, change -> edited(change, users.lockOwn(actor), edit));
    }

    private User edited(Change change, User user, UserEdit edit) {
        User moved = edit.email().map(user::withEmail).orElse(user);
        User changed = edit.name().map(moved::rename).orElse(moved);
        if (changed.equals(user)) {
            change.nothingToRecord();
        }
        if (!moved.equals(user)) {
            // A link that was sent to a mistyped address must not open the account.
            PasswordCodes.endAllOf(codes, user);
            emailChange.make(change, user, moved.email());
        }
        if (!changed.equals(moved)) {
            users.update(changed);
            change.record(AuditAction.USER_RENAMED, new AuditSubject.OfUser(changed));
        }
        return changed;
    }
}
