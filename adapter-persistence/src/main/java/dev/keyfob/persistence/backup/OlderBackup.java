package dev.keyfob.persistence.backup;

import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A backup of an older version, upgraded in a temporary directory: it is restored into a database of its own schema
 * version, the migrations upgrade that database, and the result is exported again. So an old backup gives the same data
 * as an upgrade of its database would. The target of the import is not touched before all of this has worked.
 */
record OlderBackup(Path directory, Path file) {

    static OlderBackup broughtUpToDate(
            Path file,
            BackupReader.Header header,
            int version,
            VersionedDatabase.Opening opening,
            BackupProgress progress) {
        BackupProgress upgrading = (stage, done, total) -> progress.reached(Stage.UPGRADING, done, total);
        OlderBackup older = inTemporaryDirectory();
        try {
            Path data = older.directory().resolve("data");
            try (VersionedDatabase then = opening.open(data, header.schema());
                    VerifiedBackup backup = then.archive().open(file, progress)) {
                then.transactions().inOne(() -> backup.restore(upgrading));
            }
            try (VersionedDatabase now = opening.open(data, version);
                    OutputStream bytes = Files.newOutputStream(older.file())) {
                now.archive().write(bytes, header.madeAt(), upgrading);
            }
            return older;
        } catch (IOException e) {
            older.remove();
            throw noRoom();
        } catch (RuntimeException e) {
            older.remove();
            throw e;
        }
    }

    void remove() {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("The directory " + directory + " could not be removed. Remove it.");
        }
    }

    private static OlderBackup inTemporaryDirectory() {
        try {
            // Only the owner can enter a directory that is created this way.
            Path directory = Files.createTempDirectory("keyfob-backup");
            return new OlderBackup(directory, directory.resolve("up-to-date.backup"));
        } catch (IOException e) {
            throw noRoom();
        }
    }

    private static Refusal noRoom() {
        return new Refusal(
                Reason.BACKUP_NOT_RESTORED,
                "A backup by an older Keyfob is brought up to date in " + System.getProperty("java.io.tmpdir")
                        + ", and that failed. Nothing was changed. Make room there, or name another directory:"
                        + " java -Djava.io.tmpdir=DIR.");
    }
}
