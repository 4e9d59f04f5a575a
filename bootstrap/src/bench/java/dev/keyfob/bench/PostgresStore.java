package dev.keyfob.bench;

import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL database that is emptied for each run. User and password file come from Keyfob's own variables. */
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
        return Database.onPostgres(new PostgresAddress(url, user(), passwordFile()));
    }

    @Override
    public Connection connect() throws SQLException {
        String separator = url.contains("?") ? "&" : "?";
        return DriverManager.getConnection(
                url + separator + "reWriteBatchedInserts=true", user().orElse(null), password());
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
