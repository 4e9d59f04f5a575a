package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.user.SessionSecret;
import java.time.InstantSource;

/** Ends the session in which it is asked. Audited. */
public final class SignOut {

    private final Transactions transactions;
    private final Sessions sessions;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public SignOut(Transactions transactions, Sessions sessions, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public void signOut(Actor actor, SessionSecret secret) {
        transactions.inOne(() -> {
            sessions.remove(secret.digest());
            auditLog.append(AuditEntry.of(actor, AuditAction.SESSION_ENDED, actor.party(), clock.instant()));
        });
    }
}
