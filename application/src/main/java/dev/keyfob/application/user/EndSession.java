package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Session;

/** Ends one of a person's own sessions from another one, for example in a browser left behind. Audited. */
public final class EndSession {

    private final AuditedChanges changes;
    private final Sessions sessions;

    public EndSession(AuditedChanges changes, Sessions sessions) {
        this.changes = changes;
        this.sessions = sessions;
    }

    /** {@code label} is the session's {@link Session#label}. */
    public void end(Actor actor, String label) {
        changes.makeUnchecked(actor, change -> {
            Session session = sessions.listOf(actor.person().id()).stream()
                    .filter(each -> each.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Reason.SESSION_NOT_FOUND, "That session has ended already."));
            sessions.remove(session.digest());
            change.record(AuditAction.SESSION_ENDED, new AuditSubject.OfUser(actor.person()));
        });
    }
}
