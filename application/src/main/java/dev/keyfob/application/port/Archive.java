package dev.keyfob.application.port;

import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.TableReadResult;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Exports and imports all data as one self-describing backup file. A backup contains tokens as digests. It does not
 * contain sessions, sent forms or counters of failed sign-ins.
 */
public interface Archive {

    /** Writes all data as of one moment, even if it is changed during the export. */
    BackupManifest write(OutputStream file, Instant at, BackupProgress progress);

    /**
     * Reads the file from end to end and changes nothing. Refuses with BACKUP_UNREADABLE if it is not a backup, is
     * truncated or damaged, and with BACKUP_TOO_NEW if a newer Keyfob wrote it. A backup of an older Keyfob is first
     * migrated in a temporary place, and {@link VerifiedBackup#contents} describes the migrated data.
     */
    VerifiedBackup open(Path file, BackupProgress progress);

    /** Returns what a backup would contain, as the transaction of this thread sees the data. */
    List<BackupPart> contents(BackupProgress progress);

    /** Reads every row that a backup would contain. If a table cannot be read, continues with the next one. */
    List<TableReadResult> readAll(BackupProgress progress);
}
