package dev.keyfob.bench;

import dev.keyfob.persistence.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database for the tokens. To add another kind, implement this and add a line to {@link #parse}. */
interface Store {

    /** {@code directory} is for databases that are files. */
    static Store parse(String database, Path directory) {
        if (database.equals("h2")) {
            return new H2Store(directory);
        }
        if (database.startsWith("jdbc:postgresql:")) {
            return new PostgresStore(database);
        }
        throw new IllegalArgumentException("--db takes h2, or the address of a PostgreSQL database to be emptied");
    }

    /** Deletes the data of an earlier run. */
    void clear() throws Exception;

    /** Opens the database as Keyfob does, which migrates the schema. Nothing else may have it open. */
    Database open();

    /** A connection for inserting rows in bulk, which no use case does. Nothing else may have it open. */
    Connection connect() throws SQLException;

    /** The indexes of the token table, without the primary key. */
    List<Index> indexes(Connection connection) throws SQLException;

    /** SQL for a table of the numbers from {@code first} to {@code last}, in a column {@code n}. */
    String numbers(long first, long last);

    String sha256(String text);

    /** The arguments that make {@code keyfob} use this database. */
    List<String> arguments();

    /** The statements that drop an index and create it again. */
    record Index(String drop, String create) {}
}
