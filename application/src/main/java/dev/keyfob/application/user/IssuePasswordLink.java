package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;

/**
 * Issues a link with which a person who has lost their password sets another within an hour. Until then the earlier
 * password and the sessions stay valid. For administrators, not for their own account, and for the operator. Audited.
 *
 * <p>If sign-in with passwords is off, the operator's link only signs in, so that there is a way in while the identity
 * provider is down. Administrators cannot issue such a link. Nor can they issue one for an account that signs in only
 * with a provider, because the account would get a password that its owner did not ask for.
 */
public final class IssuePasswordLink {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final Identities identities;
    private final PasswordCodes codes;
    private final AccountSettings settings;

    public IssuePasswordLink(
            AuditedChanges changes,
            Users users,
            PasswordHashes hashes,
            Identities identities,
            IssuedCodes codes,
            SecureRandom random,
            AccountSettings settings) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.identities = identities;
        this.codes = new PasswordCodes(codes, random, settings);
        this.settings = settings;
    }

    /** Returns whether this actor may issue a link for that account now. */
    public boolean isPossible(Actor actor, User user) {
        return actor.may(Permission.TOKEN_MANAGE)
                && mayGiveLinks(actor)
                && user.isEnabled()
                && !actor.isActingFor(user.id())
                && mayGiveLinkTo(actor, user);
    }

    /** Returns whether that account signs in only with an identity provider, without a password that could be lost. */
    public boolean isByProviderAlone(Actor actor, User user) {
        return actor.may(Permission.TOKEN_MANAGE) && isByProviderAlone(user);
    }

    private boolean isByProviderAlone(User user) {
        return hashes.find(user.id()).isEmpty() && !identities.listOf(user.id()).isEmpty();
    }

    private boolean mayGiveLinks(Actor actor) {
        return settings.passwords() || actor instanceof Actor.Operator;
    }

    private boolean mayGiveLinkTo(Actor actor, User user) {
        return actor instanceof Actor.Operator || !isByProviderAlone(user);
    }

    /**
     * Issues the link and invalidates an earlier one for that account. Show {@link PasswordLink#reveal} to the actor in
     * the response to this request, because only its digest is stored.
     *
     * @throws Refusal if the actor lacks the permission; USER_NOT_FOUND; USER_DISABLED; OWN_ADMINISTRATION for the
     *     actor's own account; LOCAL_SIGN_IN_OFF if sign-in with passwords is off and the actor is not the operator;
     *     PASSWORD_NOT_SET if the account signs in only with an identity provider and the actor is not the operator;
     *     TOO_MANY_CHANGES
     */
    public PasswordLink issue(Actor actor, Email email) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            if (!mayGiveLinks(actor)) {
                throw new Refusal(
                        Reason.LOCAL_SIGN_IN_OFF,
                        "Nobody signs in with a password here (sign_in.local is false). The operator can create a link"
                                + " at the command line.");
            }
            User user = users.lock(email);
            if (actor.isActingFor(user.id())) {
                throw new Refusal(
                        Reason.OWN_ADMINISTRATION,
                        "Change your own password on your profile. If you have lost it, ask another administrator.");
            }
            if (!user.isEnabled()) {
                throw new Refusal(Reason.USER_DISABLED, email + " is disabled. Enable the account first.");
            }
            if (!mayGiveLinkTo(actor, user)) {
                throw new Refusal(
                        Reason.PASSWORD_NOT_SET,
                        email + " signs in with an identity provider and has no password here, so there is none to"
                                + " reset. The operator can create a link at the command line.");
            }
            return codes.issue(change, user, CodePurpose.PASSWORD_RESET);
        });
    }
}
