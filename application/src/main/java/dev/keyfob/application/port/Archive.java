package dev.keyfob.application.port;

import dev.keyfob.domain.backup.BackupContents;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.TableReadResult;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a backup contains, as one file that describes itself. It contains tokens as digests; it contains no
 * sessions, sent forms or counters of failed sign-ins.
 */
public interface Archive {

    /** Writes everything as it is at one moment, whatever goes on meanwhile. */
    BackupContents write(OutputStream file, Instant at, BackupProgress progress);

    /**
     * Reads the file from end to end and changes nothing. Refuses with BACKUP_UNREADABLE where it is not a backup, is
     * cut off or damaged, with BACKUP_TOO_NEW where a newer Keyfob wrote it. One that an older Keyfob wrote is brought
     * up to date on the side: its contents are those that it has then.
     */
    Backup open(Path file, BackupProgress progress);

    /** What a backup would hold of the data as the transaction on this thread sees it. */
    List<BackupPart> contents(BackupProgress progress);

    /** Reads every row that a backup would hold. A table that cannot be read does not keep the next ones from it. */
    List<TableReadResult> readAll(BackupProgress progress);
}
