package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.SessionSecret;

/** Ends the current session. Audited. */
public final class SignOut {

    private final AuditedChanges changes;
    private final Sessions sessions;

    public SignOut(AuditedChanges changes, Sessions sessions) {
        this.changes = changes;
        this.sessions = sessions;
    }

    /**
     * Ends the session with this secret.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person
     */
    public void signOut(Actor actor, SessionSecret secret) {
        changes.makeUnchecked(actor, change -> {
            sessions.remove(secret.digest());
            change.record(AuditAction.SESSION_ENDED, new AuditSubject.OfUser(actor.person()));
        });
    }
}
