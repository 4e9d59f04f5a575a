package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;

/**
 * Unlinks an identity at a provider from an account, so that it can no longer be used to sign in. For the person, and
 * for the operator. Existing sessions continue. Audited.
 */
public final class UnlinkIdentity {

    private final AuditedChanges changes;
    private final Users users;
    private final Identities identities;
    private final PasswordHashes hashes;
    private final AccountSettings settings;

    public UnlinkIdentity(
            AuditedChanges changes,
            Users users,
            Identities identities,
            PasswordHashes hashes,
            AccountSettings settings) {
        this.changes = changes;
        this.users = users;
        this.identities = identities;
        this.hashes = hashes;
        this.settings = settings;
    }

    /**
     * Unlinks the identity.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person; USER_NOT_FOUND, also if the account belongs to
     *     another; IDENTITY_NOT_FOUND; LAST_WAY_TO_SIGN_IN if the account has no other identity and no usable password
     */
    public void unlink(Actor actor, Email email, Identity identity) {
        boolean isOperator = actor instanceof Actor.Operator;
        if (!isOperator) {
            actor.person();
            if (!users.isOwn(actor, email)) {
                throw Users.notFound(email);
            }
        }
        changes.makeLimitedUnchecked(actor, change -> {
            User user = isOperator ? users.lock(email) : users.lockOwn(actor);
            requireLinked(user, identity);
            requireOtherWay(user.id());
            identities.remove(identity);
            change.record(AuditAction.USER_IDENTITY_UNLINKED, new AuditSubject.OfIdentity(user, identity));
        });
    }

    private void requireLinked(User user, Identity identity) {
        if (identities
                .find(identity)
                .filter(linked -> linked.user().equals(user.id()))
                .isEmpty()) {
            throw new Refusal(Reason.IDENTITY_NOT_FOUND, "That identity is not linked with " + user.email() + ".");
        }
    }

    private void requireOtherWay(UserId user) {
        boolean hasPassword = settings.passwords() && hashes.find(user).isPresent();
        if (!hasPassword && identities.listOf(user).size() == 1) {
            throw new Refusal(
                    Reason.LAST_WAY_TO_SIGN_IN,
                    "This is the only way to sign in to this account. Set a password first.");
        }
    }
}
