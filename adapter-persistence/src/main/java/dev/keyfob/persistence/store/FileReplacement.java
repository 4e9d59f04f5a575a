package dev.keyfob.persistence.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.keyfob.persistence.connection.DataDirectory;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.connection.FileCompaction;
import dev.keyfob.persistence.connection.WriteBarrier;
import dev.keyfob.persistence.schema.Migrations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates H2's file, or a copy of it with the newest schema, under another name. The new file takes the place of the
 * old one when it is complete and on disk. Until then the old file is not changed. H2 commits each step of a migration
 * by itself, so a migration in place that a full disk interrupts would stay half done.
 */
final class FileReplacement {

    /** How long the data from before an upgrade is kept. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(FileReplacement.class);

    private final DataDirectory directory;
    private final String scheme;
    private final Path copy;
    private final Path archive;
    private final Path kept;

    FileReplacement(DataDirectory directory, String fileSystem) {
        this.directory = directory;
        this.scheme = WriteBarrier.before(fileSystem);
        this.copy = directory.file("upgrade.mv.db");
        this.archive = directory.file("upgrade.zip");
        this.kept = directory.file("before-upgrade.mv.db");
    }

    /** Creates the file. {@code onNew} is called first. If that throws, nothing is created. */
    void make(Runnable onNew) {
        replace(() -> {}, onNew, () -> {});
    }

    /**
     * Replaces the file with a copy that has the newest schema. The original is open, so no other process can write to
     * it. It is kept under another name, in case the operator has to go back to the previous version.
     */
    void upgrade(DataSource original, Runnable onNew) {
        replace(() -> copy(original), onNew, this::keepOriginal);
        LOG.info("The data was brought to schema {}. The data from before is in {}.", Migrations.NEWEST, kept);
    }

    /** Removes what a killed process left behind, and the data from before an upgrade long ago. */
    void removeLeftovers() {
        try {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(archive);
            if (isKeptForLong()) {
                Files.delete(kept);
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("The file " + copy
                    + " is left from an upgrade that was cut off, and cannot be removed. Remove it.");
        }
    }

    private void replace(Step beginning, Runnable onNew, Step end) {
        try {
            beginning.take();
            migrate(onNew);
            end.take();
            Files.move(copy, directory.file("mv.db"), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(copy.getParent(), StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException | SQLException | MVStoreException | PoolInitializationException e) {
            throw new DatabaseUnavailable("The database in " + copy.getParent()
                    + " cannot be made or brought to schema "
                    + Migrations.NEWEST + ". Is the disk full? It needs room for a second copy of the data. The"
                    + " existing data was not changed.");
        } finally {
            removeLeftovers();
        }
    }

    // Compares with the last change of the data instead of the current time. If the data was not used since the
    // upgrade, the copy may still be needed.
    private boolean isKeptForLong() throws IOException {
        Path data = directory.file("mv.db");
        return Files.exists(kept)
                && Files.exists(data)
                && Files.getLastModifiedTime(kept)
                        .toInstant()
                        .plus(KEPT)
                        .isBefore(Files.getLastModifiedTime(data).toInstant());
    }

    // A hard link takes no space and cannot be half done.
    private void keepOriginal() throws IOException {
        Files.deleteIfExists(kept);
        Files.createLink(kept, directory.file("mv.db"));
        Files.setLastModifiedTime(kept, Files.getLastModifiedTime(copy));
    }

    // H2 reads its own file here, because closing another channel to the file would release H2's lock, which belongs to
    // the whole process. H2's BACKUP command is not used, because it would include an operator's copies beside the
    // file.
    private void copy(DataSource original) throws IOException, SQLException {
        try (Connection connection = original.getConnection();
                ZipOutputStream zip =
                        new ZipOutputStream(FilePath.get(scheme + archive).newOutputStream(false))) {
            MVStore store = FileCompaction.store(connection);
            store.commit();
            store.getFileStore().backup(zip);
        }
        try (ZipInputStream files =
                new ZipInputStream(FilePath.get(scheme + archive).newInputStream())) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().endsWith(".mv.db")) {
                    try (OutputStream out = FilePath.get(scheme + copy).newOutputStream(false)) {
                        files.transferTo(out);
                    }
                }
            }
        }
        Files.delete(archive);
    }

    private void migrate(Runnable onNew) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:" + scheme + directory.file("upgrade")
                + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE");
        Pool pool = Pool.upToDate(config, onNew);
        boolean isOnDisk = false;
        try (Connection connection = pool.connections().getConnection();
                Statement statement = connection.unwrap(JdbcConnection.class).createStatement()) {
            statement.execute("checkpoint sync");
            isOnDisk = true;
            // Everything is on disk already. A normal shutdown would write again, and could fail silently.
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            // The pool reports that the database is closed.
            if (!isOnDisk) {
                throw e;
            }
        } finally {
            pool.close();
        }
    }

    /** A step that a full disk can interrupt. */
    private interface Step {
        void take() throws IOException, SQLException;
    }
}
