package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;

/**
 * Frees an email that an account had before, so that another account may have it. The actor must make sure that no
 * program takes the next owner for the earlier one. For administrators and the operator. Audited.
 */
public final class ReleaseReservedEmail {

    private final AuditedChanges changes;
    private final Users users;

    public ReleaseReservedEmail(AuditedChanges changes, Users users) {
        this.changes = changes;
        this.users = users;
    }

    /**
     * Frees the email.
     *
     * @throws Refusal if the actor lacks the permission; EMAIL_NOT_RESERVED
     */
    public void release(Actor actor, Email email) {
        changes.makeLimited(actor, Permission.TOKEN_MANAGE, change -> {
            change.record(
                    AuditAction.USER_EMAIL_FREED,
                    new AuditSubject.FreedEmail(users.freeEmail(email)
                            .orElseThrow(() -> new Refusal(
                                    Reason.EMAIL_NOT_RESERVED,
                                    email + " is not reserved for an earlier account. There is nothing to free."))));
        });
    }
}
