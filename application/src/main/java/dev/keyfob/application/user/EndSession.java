package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.user.Session;
import java.time.InstantSource;

/** Ends one of a person's own sessions from another, such as that of a browser left behind. Audited. */
public final class EndSession {

    private final Transactions transactions;
    private final Sessions sessions;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public EndSession(Transactions transactions, Sessions sessions, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** {@code label} is what {@link Session#label} gave for it. */
    public void end(Actor actor, String label) {
        transactions.inOne(() -> {
            Session session = sessions.listOf(actor.person().id()).stream()
                    .filter(each -> each.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Reason.SESSION_NOT_FOUND, "That place is not signed in any more."));
            sessions.remove(session.digest());
            auditLog.append(
                    AuditEntry.of(actor, AuditAction.SESSION_ENDED, AuditParty.user(actor.person()), clock.instant()));
        });
    }
}
