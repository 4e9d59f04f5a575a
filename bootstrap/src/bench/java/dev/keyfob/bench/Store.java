package dev.keyfob.bench;

import dev.keyfob.persistence.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database for the tokens. Another kind of database is another implementation, and a line in {@link #parse}. */
interface Store {

    /** {@code directory} is for the data of databases that live in files. */
    static Store parse(String database, Path directory) {
        if (database.equals("h2")) {
            return new H2Store(directory);
        }
        if (database.startsWith("jdbc:postgresql:")) {
            return new PostgresStore(database);
        }
        throw new IllegalArgumentException("--db takes h2, or the address of a PostgreSQL database to be emptied");
    }

    /** Throws away what an earlier run left. */
    void clear() throws Exception;

    /** Through Keyfob's own front door, which brings the schema up to date. Nothing else may have it open. */
    Database open();

    /** For rows in bulk, which no use case writes. Nothing else may have it open. */
    Connection connect() throws SQLException;

    /** Those of the tokens, but for the primary key. */
    List<Index> indexes(Connection connection) throws SQLException;

    /** How this database calls a table of the numbers from one to another, in a column {@code n}. */
    String numbers(long first, long last);

    String sha256(String text);

    /** What tells {@code keyfob} to use this database. */
    List<String> arguments();

    /** The statements that end an index and make it again. */
    record Index(String drop, String create) {}
}
