package dev.keyfob.application.token;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditEntry;

/**
 * Breaks: whoever_changes_things_is_limited, whoever_changes_things_records_it, the_audit_log_is_written_in_one_place.
 */
public final class PlantedChange {

    private final Transactions transactions;
    private final AuditLog auditLog;

    public PlantedChange(Transactions transactions, AuditLog auditLog) {
        this.transactions = transactions;
        this.auditLog = auditLog;
    }

    public void change(Actor actor, AuditEntry entry) {
        transactions.inOne(() -> auditLog.append(entry));
    }
}
