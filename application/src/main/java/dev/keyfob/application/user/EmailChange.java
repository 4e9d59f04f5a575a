package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.User;
import java.util.Optional;

/** Changes a user's email, for every use case that does so. Audited. */
final class EmailChange {

    private final Users users;
    private final Identities identities;

    EmailChange(Users users, Identities identities) {
        this.users = users;
        this.identities = identities;
    }

    /**
     * Changes the email of a locked user.
     *
     * @throws Refusal EMAIL_TAKEN and EMAIL_RESERVED if the email belongs or belonged to another account
     */
    User make(Change change, User held, Email other) {
        users.changeEmail(held, other, change.now());
        moveByProxy(change, held, other);
        change.record(AuditAction.USER_EMAIL_CHANGED, new AuditSubject.ChangedEmail(held, other));
        return held.withEmail(other);
    }

    // A proxy identifies people only by email, so from now on it sends this person's new one.
    private void moveByProxy(Change change, User held, Email other) {
        Identity earlier = Identity.byProxy(held.email());
        if (identities
                .find(earlier)
                .filter(each -> each.user().equals(held.id()))
                .isPresent()) {
            identities.remove(earlier);
            identities.add(new LinkedIdentity(Identity.byProxy(other), held.id(), Optional.of(other), change.now()));
        }
    }
}
