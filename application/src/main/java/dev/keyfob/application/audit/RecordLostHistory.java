package dev.keyfob.application.audit;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;

/**
 * Notes that the database lacks a record that a node had seen in it: it is behind what was acknowledged, as a server
 * that took over too early or an old backup is.
 */
public final class RecordLostHistory {

    private final AuditedChanges changes;

    public RecordLostHistory(AuditedChanges changes) {
        this.changes = changes;
    }

    /** {@code number}: of the latest record that was seen. */
    public void note(Actor actor, long number) {
        changes.make(actor, change -> {
            change.record(AuditAction.HISTORY_LOST, new AuditSubject.LostRecord(number));
        });
    }
}
