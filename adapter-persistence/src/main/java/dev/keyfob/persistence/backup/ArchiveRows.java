package dev.keyfob.persistence.backup;

import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads all rows of all tables in a backup, one page at a time, so that memory use does not depend on their number. */
final class ArchiveRows {

    /** Receives each row as its line in a backup file. */
    interface RowReceiver {
        void begin(ArchiveTable table) throws IOException;

        void row(byte[] line) throws IOException;

        void end(BackupPart part) throws IOException;

        /** Ignores the rows, for callers that need only the fingerprints. */
        RowReceiver NOBODY = new RowReceiver() {
            @Override
            public void begin(ArchiveTable table) {}

            @Override
            public void row(byte[] line) {}

            @Override
            public void end(BackupPart part) {}
        };
    }

    private final Handle handle;
    private final List<ArchiveTable> tables;
    private final Stage stage;
    private final BackupProgress progress;
    private final long total;
    private long done;

    ArchiveRows(Handle handle, List<ArchiveTable> tables, Stage stage, BackupProgress progress) {
        this.handle = handle;
        this.tables = tables;
        this.stage = stage;
        this.progress = progress;
        this.total = tables.stream()
                .mapToLong(table -> handle.createQuery("select count(*) from " + table.name())
                        .mapTo(Long.class)
                        .one())
                .sum();
    }

    List<BackupPart> sendTo(RowReceiver taker) throws IOException {
        List<BackupPart> parts = new ArrayList<>();
        try {
            for (ArchiveTable table : tables) {
                taker.begin(table);
                BackupPart part = sendTo(taker, table);
                taker.end(part);
                parts.add(part);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database went away while everything was read. Try again.");
        }
        return parts;
    }

    private BackupPart sendTo(RowReceiver taker, ArchiveTable table) throws SQLException, IOException {
        Fingerprint fingerprint = new Fingerprint();
        Connection connection = handle.getConnection();
        try (PreparedStatement first = connection.prepareStatement(table.page(true));
                PreparedStatement next = connection.prepareStatement(table.page(false))) {
            Object[] last = page(first, table, taker, fingerprint);
            while (last.length > 0) {
                bindKey(next, table, last);
                last = page(next, table, taker, fingerprint);
            }
        }
        return new BackupPart(table.name(), fingerprint.rows(), fingerprint.toString());
    }

    // Returns the last row of a full page. An empty array means that there are no more rows.
    private Object[] page(PreparedStatement statement, ArchiveTable table, RowReceiver taker, Fingerprint fingerprint)
            throws SQLException, IOException {
        List<ArchiveColumn> columns = table.columns();
        BackupWriter.Row lines = new BackupWriter.Row();
        Object[] values = new Object[columns.size()];
        int rows = 0;
        try (ResultSet found = statement.executeQuery()) {
            for (; found.next(); rows++) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = columns.get(i).read(found, i + 1);
                }
                byte[] line = lines.of(columns, values);
                fingerprint.add(line);
                taker.row(line);
            }
        }
        done += rows;
        progress.reached(stage, done, total);
        return rows < ArchiveTable.PAGE ? new Object[0] : values;
    }

    private static void bindKey(PreparedStatement statement, ArchiveTable table, Object[] row) throws SQLException {
        int position = 1;
        statement.setObject(position++, row[table.positionOf(table.key().get(0))]);
        for (String column : table.key()) {
            statement.setObject(position++, row[table.positionOf(column)]);
        }
    }
}
