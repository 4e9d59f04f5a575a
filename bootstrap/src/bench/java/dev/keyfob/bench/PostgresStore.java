package dev.keyfob.bench;

import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL database that is emptied before each run. User and password file come from Keyfob's own variables. */
record PostgresStore(String url) implements Store {

    @Override
    public void clear() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
    }

    @Override
    public Database open() {
        return Database.onPostgres(new PostgresConnectionInfo(url, user(), passwordFile()));
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user().orElse(null), password());
    }

    @Override
    public List<Index> indexes(Connection connection) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select 'alter table access_token drop constraint ' || conname,
                          'alter table access_token add constraint ' || conname || ' ' || pg_get_constraintdef(oid)
                        from pg_constraint where conrelid = 'access_token'::regclass and contype = 'u'
                        union all
                        select 'drop index ' || indexname, indexdef from pg_indexes
                        where tablename = 'access_token' and indexname not in (select conname from pg_constraint)""")) {
            while (rows.next()) {
                indexes.add(new Index(rows.getString(1), rows.getString(2)));
            }
        }
        return indexes;
    }

    @Override
    public String numbers(long first, long last) {
        return "generate_series(" + first + ", " + last + ") as numbers (n)";
    }

    @Override
    public String sha256(String text) {
        return "sha256((" + text + ")::bytea)";
    }

    @Override
    public List<String> arguments() {
        return List.of("--db", url);
    }

    private static Optional<String> user() {
        return Optional.ofNullable(System.getenv("KEYFOB_DATABASE_USER"));
    }

    private static Optional<Path> passwordFile() {
        return Optional.ofNullable(System.getenv("KEYFOB_DATABASE_PASSWORD_FILE"))
                .map(Path::of);
    }

    private static String password() {
        return passwordFile().map(PostgresStore::read).orElse(null);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
