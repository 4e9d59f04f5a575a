package dev.keyfob.application.backup;

import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.backup.BackupContents;
import dev.keyfob.domain.backup.BackupProgress;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Writes all that has to survive into a file, as it is at one moment, while everyone goes on working. For the operator
 * alone. Audited before it begins, so that the entry is in the file too and the file equals what it was made of.
 */
public final class ExportData {

    private final Transactions transactions;
    private final Archive archive;
    private final RecentUses recentUses;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public ExportData(
            Transactions transactions, Archive archive, RecentUses recentUses, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.archive = archive;
        this.recentUses = recentUses;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public BackupContents export(Actor actor, OutputStream file, BackupProgress progress) {
        OperatorsAlone.require(actor);
        recentUses.flush();
        Instant now = clock.instant();
        transactions.inOne(() ->
                auditLog.append(AuditEntry.of(actor, AuditAction.DATA_EXPORTED, AuditParty.backup("all data"), now)));
        return archive.write(file, now, progress);
    }
}
