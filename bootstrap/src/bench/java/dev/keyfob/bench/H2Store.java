package dev.keyfob.bench;

import dev.keyfob.persistence.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The H2 database in a data directory, as {@code keyfob serve} keeps it. */
record H2Store(Path directory) implements Store {

    @Override
    public void clear() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public Database open() {
        return Database.inDirectory(directory, problem -> {
            throw new IllegalStateException(problem);
        });
    }

    // A large cache and late writes: only the rows that result are measured, not how they came there.
    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + directory.toAbsolutePath().resolve("keyfob") + ";CACHE_SIZE=1048576;IFEXISTS=TRUE");
    }

    @Override
    public List<String> arguments() {
        return List.of("--data", directory.toString());
    }
}
