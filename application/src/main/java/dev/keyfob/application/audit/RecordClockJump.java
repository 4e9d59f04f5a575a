package dev.keyfob.application.audit;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import java.time.Instant;

/**
 * Records that the clock jumped, because times of records before and after the jump are hard to compare. Keyfob's own
 * work, so it takes no actor.
 */
public final class RecordClockJump {

    private final AuditedChanges changes;

    public RecordClockJump(AuditedChanges changes) {
        this.changes = changes;
    }

    public void record(Instant expected, Instant found) {
        changes.makeWithoutRequest(change -> {
            change.record(AuditAction.CLOCK_JUMPED, new AuditSubject.Clock(expected, found));
        });
    }
}
