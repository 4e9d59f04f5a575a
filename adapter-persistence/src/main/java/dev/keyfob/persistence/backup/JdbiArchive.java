package dev.keyfob.persistence.backup;

import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import dev.keyfob.domain.backup.TableReadResult;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.schema.Migrations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Exports all data to a backup file, and opens such files for import. */
public final class JdbiArchive implements Archive {

    private final Jdbi jdbi;
    private final Invalidations invalidations;
    private final BackupDialect side;
    private final int version;
    private final List<String> carried;
    private final VersionedDatabase.Opening opening;

    public JdbiArchive(
            Jdbi jdbi,
            Invalidations invalidations,
            BackupDialect side,
            int version,
            List<String> carried,
            VersionedDatabase.Opening opening) {
        this.jdbi = jdbi;
        this.invalidations = invalidations;
        this.side = side;
        this.version = version;
        this.carried = carried;
        this.opening = opening;
    }

    @Override
    public BackupManifest write(OutputStream file, Instant at, BackupProgress progress) {
        return jdbi.inTransaction(side.snapshot(), handle -> {
            side.takeTime(handle);
            requireKnownSchema(handle);
            try {
                BackupWriter writer = new BackupWriter(file, version, madeBy(), at);
                new ArchiveRows(handle, ArchiveTable.of(carried, handle), Stage.EXPORTING, progress).sendTo(writer);
                return writer.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public VerifiedBackup open(Path file, BackupProgress progress) {
        BackupReader reader = new BackupReader(file);
        int schema = reader.header().schema();
        if (schema > version) {
            throw new Refusal(
                    Reason.BACKUP_TOO_NEW,
                    "This backup was written by a newer Keyfob: its schema has version " + schema
                            + ", and this one knows " + version + ". Import it with the newer version.");
        }
        if (schema < version) {
            OlderBackup older = OlderBackup.broughtUpToDate(file, reader.header(), version, opening, progress);
            try {
                return opened(new BackupReader(older.file()), older::remove, progress);
            } catch (RuntimeException e) {
                older.remove();
                throw e;
            }
        }
        return opened(reader, () -> {}, progress);
    }

    private VerifiedBackup opened(BackupReader reader, Runnable afterwards, BackupProgress progress) {
        List<ArchiveTable> tables = jdbi.withHandle(handle -> {
            requireKnownSchema(handle);
            return ArchiveTable.of(carried, handle);
        });
        return new JdbiVerifiedBackup(
                jdbi, invalidations, side, reader, tables, reader.check(tables, progress), afterwards);
    }

    @Override
    public List<BackupPart> contents(BackupProgress progress) {
        return jdbi.withHandle(handle -> {
            try {
                return new ArchiveRows(handle, ArchiveTable.of(carried, handle), Stage.COMPARING, progress)
                        .sendTo(ArchiveRows.RowReceiver.NOBODY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public List<TableReadResult> readAll(BackupProgress progress) {
        return jdbi.withHandle(handle -> ArchiveTable.of(carried, handle)).stream()
                .map(table -> read(table, progress))
                .toList();
    }

    // In its own transaction, because nothing more can be read in a transaction that has failed.
    private TableReadResult read(ArchiveTable table, BackupProgress progress) {
        try {
            return jdbi.inTransaction(side.snapshot(), handle -> {
                side.takeTime(handle);
                long rows = new ArchiveRows(handle, List.of(table), Stage.READING, progress)
                        .sendTo(ArchiveRows.RowReceiver.NOBODY).stream()
                                .mapToLong(BackupPart::rows)
                                .sum();
                return new TableReadResult(table.name(), rows, true);
            });
        } catch (StoreFailed | DatabaseUnavailable e) {
            return new TableReadResult(table.name(), 0, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // This version can run on some newer schemas, but does not know which of their tables belong in a backup.
    private void requireKnownSchema(Handle handle) {
        int applied = Migrations.newestApplied(handle);
        if (applied > version) {
            throw new Refusal(
                    Reason.BACKUP_TOO_NEW,
                    "A newer Keyfob brought this database to schema " + applied + ", and this one knows " + version
                            + ": it would leave out what it does not know. Export and import with the newer version, or"
                            + " copy the whole database with its own tools.");
        }
    }

    private static String madeBy() {
        return "keyfob "
                + Optional.ofNullable(JdbiArchive.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)");
    }
}
