package dev.keyfob.persistence.backup;

import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.Invalidations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A verified backup file, and the database to restore it into. */
final class JdbiVerifiedBackup implements VerifiedBackup {

    private final Jdbi jdbi;
    private final Invalidations invalidations;
    private final BackupDialect side;
    private final BackupReader reader;
    private final List<ArchiveTable> tables;
    private final BackupManifest contents;
    private final Runnable afterwards;

    JdbiVerifiedBackup(
            Jdbi jdbi,
            Invalidations invalidations,
            BackupDialect side,
            BackupReader reader,
            List<ArchiveTable> tables,
            BackupManifest contents,
            Runnable afterwards) {
        this.jdbi = jdbi;
        this.invalidations = invalidations;
        this.side = side;
        this.reader = reader;
        this.tables = tables;
        this.contents = contents;
        this.afterwards = afterwards;
    }

    @Override
    public BackupManifest contents() {
        return contents;
    }

    @Override
    public void restore(BackupProgress progress) {
        jdbi.useHandle(handle -> {
            side.takeTime(handle);
            if (!side.claim(handle, tables)) {
                throw new Refusal(
                        Reason.DATA_IN_USE,
                        "Another Keyfob is connected to this database. Stop every server and command that uses it,"
                                + " then import.");
            }
            requireEmpty(handle);
            List<ArchiveTable> lastFirst = new ArrayList<>(tables);
            Collections.reverse(lastFirst);
            lastFirst.forEach(table -> handle.execute("delete from " + table.name()));
            Filling filling = new Filling(handle, progress, contents.rows());
            reader.read(tables, filling, read -> {});
            invalidations.publish(handle, Caches.EVERYTHING);
        });
    }

    private void requireEmpty(Handle handle) {
        for (ArchiveTable table : tables) {
            if (!ArchiveTables.SINGLE_ROW.contains(table.name())
                    && handle.createQuery("select count(*) from (select 1 from " + table.name()
                                            + " limit 1) as rows_there")
                                    .mapTo(Long.class)
                                    .one()
                            > 0) {
                throw new Refusal(
                        Reason.DATA_NOT_EMPTY,
                        "There is already data in that place (" + table.name() + "). A backup is imported into a"
                                + " new directory or an empty database only, and is never mixed with what is there.");
            }
        }
    }

    @Override
    public long tokens() {
        return contents.parts().stream()
                .filter(part -> part.name().equals(ArchiveTables.TOKENS))
                .mapToLong(part -> part.rows())
                .sum();
    }

    @Override
    public void eachToken(BiConsumer<TokenId, TokenDigest> told) {
        reader.read(
                tables,
                new BackupReader.Listener() {
                    @Override
                    public void row(ArchiveTable table, Object[] values) {
                        if (table.name().equals(ArchiveTables.TOKENS)) {
                            told.accept(
                                    new TokenId((UUID) values[table.positionOf(ArchiveTables.TOKEN_ID)]),
                                    new TokenDigest((byte[]) values[table.positionOf(ArchiveTables.TOKEN_DIGEST)]));
                        }
                    }
                },
                read -> {});
    }

    @Override
    public void close() {
        afterwards.run();
    }

    /** Inserts rows in batches as they are read. */
    private static final class Filling implements BackupReader.Listener {

        private static final int BATCH = 500;

        private final Handle handle;
        private final BackupProgress progress;
        private final long total;
        private @Nullable PreparedStatement insert;
        private long done;
        private int waiting;

        Filling(Handle handle, BackupProgress progress, long total) {
            this.handle = handle;
            this.progress = progress;
            this.total = total;
        }

        @Override
        public void begin(ArchiveTable table) {
            orRefuse(() -> {
                Connection connection = handle.getConnection();
                insert = connection.prepareStatement(table.insert());
            });
        }

        @Override
        public void row(ArchiveTable table, Object[] values) {
            orRefuse(() -> {
                for (int i = 0; i < values.length; i++) {
                    insert().setObject(i + 1, values[i]);
                }
                insert().addBatch();
                if (++waiting == BATCH) {
                    send();
                }
            });
        }

        @Override
        public void end(ArchiveTable table) {
            orRefuse(() -> {
                send();
                insert().close();
                for (ArchiveColumn column : table.columns()) {
                    if (column.numbersItself()) {
                        goOnNumbering(table, column);
                    }
                }
            });
        }

        private PreparedStatement insert() {
            return Objects.requireNonNull(insert, "a table begins before its rows");
        }

        private void send() throws SQLException {
            if (waiting > 0) {
                insert().executeBatch();
                done += waiting;
                waiting = 0;
                progress.reached(Stage.IMPORTING, done, total);
            }
        }

        private void goOnNumbering(ArchiveTable table, ArchiveColumn column) {
            long next = handle.createQuery("select coalesce(max(" + column.name() + "), 0) + 1 from " + table.name())
                    .mapTo(Long.class)
                    .one();
            handle.execute("alter table " + table.name() + " alter column " + column.name() + " restart with " + next);
        }

        private static void orRefuse(Sql work) {
            try {
                work.run();
            } catch (SQLException e) {
                // The exception's text contains stored values, so it is not repeated.
                throw new Refusal(
                        Reason.BACKUP_NOT_RESTORED,
                        "The database rejected the contents of the file (SQL state " + e.getSQLState()
                                + "). Nothing was imported. Check the database's log and the disk, then try again.");
            }
        }

        /** A statement that can fail. */
        private interface Sql {
            void run() throws SQLException;
        }
    }
}
