package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.util.Collection;

/**
 * Adds a local account without a password, and issues a link with which its owner sets the first one within 24 hours.
 * For administrators and the operator. Both the account and the link are audited.
 */
public final class InviteUser {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordCodes codes;
    private final AccountSettings settings;

    public InviteUser(
            AuditedChanges changes, Users users, IssuedCodes codes, SecureRandom random, AccountSettings settings) {
        this.changes = changes;
        this.users = users;
        this.codes = new PasswordCodes(codes, random, settings);
        this.settings = settings;
    }

    /**
     * Adds the account, with these roles. Show {@link PasswordLink#reveal} to the actor in the response to this
     * request, because only its digest is stored. If the link is lost or expires, {@link IssuePasswordLink} issues
     * another one.
     *
     * @throws Refusal if the actor lacks the permission; EMAIL_TAKEN and EMAIL_RESERVED if the email belongs or
     *     belonged to an account; LOCAL_SIGN_IN_OFF if sign-in with passwords is off; TOO_MANY_CHANGES
     */
    public PasswordLink invite(Actor actor, Email email, Collection<Role> roles) {
        actor.require(Permission.TOKEN_MANAGE);
        if (!settings.passwords()) {
            throw new Refusal(
                    Reason.LOCAL_SIGN_IN_OFF,
                    "Nobody signs in with a password here (sign_in.local is false), so there is nobody to invite."
                            + " People get an account when they first sign in.");
        }
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            User user = User.joining(email, roles, change.now());
            users.add(user);
            change.record(AuditAction.USER_ADDED, new AuditSubject.OfUser(user));
            return codes.issue(change, user, CodePurpose.INVITATION);
        });
    }
}
