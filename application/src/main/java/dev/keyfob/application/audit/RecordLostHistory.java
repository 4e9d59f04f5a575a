package dev.keyfob.application.audit;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;

/**
 * Records that the database lacks a record that a node has seen: the database is older than acknowledged changes, for
 * example after a premature failover or the restore of an old backup. Keyfob's own work, so it takes no actor.
 */
public final class RecordLostHistory {

    private final AuditedChanges changes;

    public RecordLostHistory(AuditedChanges changes) {
        this.changes = changes;
    }

    /** {@code number} is the number of the latest record that was seen. */
    public void record(long number) {
        changes.makeWithoutRequest(change -> {
            change.record(AuditAction.HISTORY_LOST, new AuditSubject.LostRecord(number));
        });
    }
}
