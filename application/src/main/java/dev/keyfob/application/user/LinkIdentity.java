package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.util.Optional;

/**
 * Links an identity at a provider with an account, so that the person can sign in with it. People do this for
 * themselves, after the provider has proved who they are; the operator does it for anyone. Administrators may not,
 * because with an identity of their own they could sign in to the account. Audited.
 */
public final class LinkIdentity {

    private final AuditedChanges changes;
    private final Users users;
    private final Identities identities;

    public LinkIdentity(AuditedChanges changes, Users users, Identities identities) {
        this.changes = changes;
        this.users = users;
        this.identities = identities;
    }

    /**
     * Links the proven identity with the actor's account.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person; IDENTITY_TAKEN if it is linked with another account
     */
    public void link(Actor actor, ProvenIdentity proven) {
        actor.person();
        changes.makeLimitedUnchecked(actor, change -> {
            User user = users.lockOwn(actor);
            link(change, new LinkedIdentity(proven.identity(), user.id(), proven.email(), change.now()), user);
        });
    }

    /**
     * Links the identity with that account.
     *
     * @throws Refusal ROLE_MISSING if the actor is not the operator; USER_NOT_FOUND; IDENTITY_TAKEN;
     *     IDENTITY_UNREADABLE for the identity of a proxy with another email than that of the account
     */
    public void linkFor(Actor actor, Email email, Identity identity) {
        actor.requireOperator("Only the operator links an identity with an account of somebody else.");
        changes.makeLimitedUnchecked(actor, change -> {
            User user = users.lock(email);
            requireAddressOf(user, identity);
            link(change, new LinkedIdentity(identity, user.id(), Optional.empty(), change.now()), user);
        });
    }

    // A proxy identifies people by email. With another one, each of its requests would begin a new session.
    private static void requireAddressOf(User user, Identity identity) {
        if (identity.isOfProxy() && !identity.equals(Identity.byProxy(user.email()))) {
            throw new Refusal(
                    Reason.IDENTITY_UNREADABLE,
                    "A proxy names people by the address of their account. Change that address instead:"
                            + " keyfob user edit.");
        }
    }

    private void link(Change change, LinkedIdentity wanted, User user) {
        Optional<UserId> owner = identities.find(wanted.identity()).map(LinkedIdentity::user);
        if (owner.isEmpty()) {
            identities.add(wanted);
            change.record(AuditAction.USER_IDENTITY_LINKED, new AuditSubject.OfIdentity(user, wanted.identity()));
        } else if (owner.get().equals(user.id())) {
            change.nothingToRecord();
        } else {
            throw Identities.taken();
        }
    }
}
