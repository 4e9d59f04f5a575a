package dev.keyfob.persistence.backup;

import dev.keyfob.application.port.Backup;
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
 * What an older Keyfob wrote, brought up to date on the side: it fills a database of its own version in a temporary
 * directory, the migrations do with that what they do with every database of that version, and the result is written
 * anew. So a backup means years later what its database would have become, and the place it goes to is not touched
 * before all of this has worked.
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
                    Backup backup = then.archive().open(file, progress)) {
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
            // Only its owner can enter it.
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
