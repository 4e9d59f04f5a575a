package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.SessionSecret;

/** Ends all of a person's own sessions except the current one. Audited if there were others. */
public final class EndOtherSessions {

    private final AuditedChanges changes;
    private final Sessions sessions;

    public EndOtherSessions(AuditedChanges changes, Sessions sessions) {
        this.changes = changes;
        this.sessions = sessions;
    }

    /**
     * Returns how many sessions were ended. {@code current} is the session that continues.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person
     */
    public int endOthers(Actor actor, SessionSecret current) {
        return changes.makeUncheckedAndReturn(actor, change -> {
            int ended = sessions.removeOthersOf(actor.person().id(), current.digest());
            if (ended == 0) {
                change.nothingToRecord();
            } else {
                change.record(AuditAction.SESSION_ENDED, new AuditSubject.OfUser(actor.person()));
            }
            return ended;
        });
    }
}
