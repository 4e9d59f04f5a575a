package dev.keyfob.bench;

import dev.keyfob.persistence.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The H2 database in a data directory, as {@code keyfob serve} keeps it. */
record H2Store(Path directory) implements Store {

    private static final Pattern CONSTRAINT = Pattern.compile("ADD CONSTRAINT (\\S+) UNIQUE");
    private static final Pattern INDEX = Pattern.compile("^CREATE INDEX (\\S+)");

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

    // The large cache only speeds the seeding up, which is not measured. Creating an index of ten million rows takes
    // longer than H2's default retention time of 45 seconds.
    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + directory.toAbsolutePath().resolve("keyfob")
                        + ";CACHE_SIZE=1048576;RETENTION_TIME=600000;IFEXISTS=TRUE");
    }

    @Override
    public List<Index> indexes(Connection connection) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet script = statement.executeQuery("script nodata nosettings table access_token")) {
            while (script.next()) {
                String create = script.getString(1);
                Matcher constraint = CONSTRAINT.matcher(create);
                Matcher index = INDEX.matcher(create);
                if (constraint.find()) {
                    indexes.add(new Index("alter table access_token drop constraint " + constraint.group(1), create));
                } else if (index.find()) {
                    indexes.add(new Index("drop index " + index.group(1), create));
                }
            }
        }
        return indexes;
    }

    @Override
    public String numbers(long first, long last) {
        return "(select x as n from system_range(" + first + ", " + last + "))";
    }

    @Override
    public String sha256(String text) {
        return "hash('SHA-256', " + text + ")";
    }

    @Override
    public List<String> arguments() {
        return List.of("--data", directory.toString());
    }
}
