package dev.keyfob.application.backup;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupProgress;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes a backup file of the data as of one moment, while the server keeps working. For the operator only. Audited
 * before it begins, so the file contains that entry and equals its source.
 */
public final class ExportData {

    private final AuditedChanges changes;
    private final Archive archive;
    private final RecentUses recentUses;

    public ExportData(AuditedChanges changes, Archive archive, RecentUses recentUses) {
        this.changes = changes;
        this.archive = archive;
        this.recentUses = recentUses;
    }

    /**
     * Writes the file and returns a summary of its contents. The caller closes the stream.
     *
     * @throws Refusal if the actor is not the operator
     */
    public BackupManifest export(Actor actor, OutputStream file, BackupProgress progress) {
        OperatorOnly.require(actor);
        recentUses.flush();
        Instant madeAt = changes.makeUncheckedAndReturn(actor, change -> {
            change.record(AuditAction.DATA_EXPORTED, new AuditSubject.AllData(Optional.empty()));
            return change.now();
        });
        return archive.write(file, madeAt, progress);
    }
}
