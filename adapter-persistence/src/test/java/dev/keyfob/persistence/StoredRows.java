package dev.keyfob.persistence;

import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads all rows of all tables as text, with its own SQL, to compare databases of both kinds. */
public final class StoredRows {

    private StoredRows() {}

    /** Reads the rows of a data directory that no process has open. */
    public static Map<String, List<String>> in(Path directory) {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:file:" + directory.toAbsolutePath().resolve("keyfob"))) {
            return of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, List<String>> in(PostgresConnectionInfo address) {
        try (Connection connection =
                DriverManager.getConnection(address.url(), address.user().orElseThrow(), "")) {
            return of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the rows without the tables that backups do not contain. */
    public static Map<String, List<String>> carried(Map<String, List<String>> all) {
        Map<String, List<String>> carried = new TreeMap<>(all);
        carried.keySet()
                .removeAll(List.of(
                        "web_session",
                        "sent_form",
                        "one_time_code",
                        "sign_in_counter",
                        "mail",
                        "mail_notice",
                        "webhook_list",
                        "schema_history"));
        return carried;
    }

    public static Map<String, List<String>> of(Connection connection) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : tablesOf(connection)) {
            rows.put(table.toLowerCase(Locale.ROOT), rowsOf(connection, table));
        }
        return rows;
    }

    static List<String> tablesOf(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select table_name from information_schema.tables"
                        + " where table_schema = current_schema and table_type = 'BASE TABLE'")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    private static List<String> rowsOf(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from \"" + table + "\"")) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 1; i <= columns; i++) {
                    row.put(found.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), text(found, i));
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String type = row.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
        if (type.startsWith("timestamp")) {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? "null" : time.toInstant().toString();
        }
        Object value = row.getObject(column);
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
