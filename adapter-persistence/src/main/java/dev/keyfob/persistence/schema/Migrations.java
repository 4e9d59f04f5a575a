package dev.keyfob.persistence.schema;

import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/** Brings the schema up to date. Flyway costs half a second, so it is loaded only if one query finds work for it. */
public final class Migrations {

    /** The version of the newest file in {@code db/migration}. */
    public static final int NEWEST = 24;

    public static final String HISTORY = "schema_history";

    private static final String NEWEST_APPLIED = "select \"version\" from \"" + HISTORY
            + "\" where \"success\" = true and \"version\" is not null order by \"installed_rank\" desc limit 1";

    /** The SQL states of PostgreSQL and of H2 for a missing table. */
    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

    /** How a schema compares with the one that this version creates. */
    public enum State {
        /** There is no schema yet. */
        NONE,
        OLDER,
        SAME,
        /** It is newer, and this version can run on it. */
        NEWER,
        TOO_NEW
    }

    private Migrations() {}

    /** Returns the newest version that was applied, or 0 if there is none. */
    public static int newestApplied(Handle handle) {
        return handle.createQuery(NEWEST_APPLIED)
                .mapTo(String.class)
                .findOne()
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** Returns the state of the schema, and changes nothing. */
    public static State stateOf(DataSource database) {
        return stateOf(newestApplied(database), database);
    }

    private static State stateOf(OptionalInt applied, DataSource database) {
        if (applied.isEmpty()) {
            return State.NONE;
        }
        if (applied.getAsInt() > NEWEST) {
            return isRunnable(database) ? State.NEWER : State.TOO_NEW;
        }
        return applied.getAsInt() < NEWEST ? State.OLDER : State.SAME;
    }

    /**
     * Creates the schema of that version, or upgrades an earlier one to it.
     *
     * @param onNew is called if there is no schema yet; if it throws, nothing is created
     */
    public static void bringTo(int version, DataSource database, Runnable onNew) {
        OptionalInt applied = newestApplied(database);
        if (applied.isEmpty()) {
            onNew.run();
        }
        if (isAt(version, applied, database)) {
            return;
        }
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .javaMigrations(new V9__Audit_chain())
                    .table(HISTORY)
                    .target(Integer.toString(version))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            // The exception's text contains statements and addresses, so it is not repeated.
            throw new DatabaseUnavailable("The schema cannot be brought to version " + version
                    + ". Is this a Keyfob database, may this user change it, and is there room on its disk? The data"
                    + " was not changed.");
        }
    }

    /**
     * Returns whether the schema needs no migration. This includes a newer schema on which this version can run. Any
     * other newer schema is refused.
     */
    public static boolean isAt(int version, DataSource database) {
        return isAt(version, newestApplied(database), database);
    }

    private static boolean isAt(int version, OptionalInt applied, DataSource database) {
        return switch (stateOf(applied, database)) {
            case TOO_NEW ->
                throw new DatabaseUnavailable("The data was written by a newer Keyfob: its schema has version "
                        + applied.getAsInt() + ", and this one knows " + NEWEST
                        + " and cannot run on it. Run the newer version, or restore the data from before its"
                        + " upgrade: docs/operate.md says how.");
            case NEWER -> true;
            case NONE -> false;
            case OLDER, SAME -> applied.getAsInt() == version;
        };
    }

    private static boolean isRunnable(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select \"version\", \"description\" from \"" + HISTORY
                        + "\" where \"success\" = true and \"version\" is not null")) {
            boolean isRunnable = true;
            while (rows.next()) {
                isRunnable &= Integer.parseInt(rows.getString(1)) <= NEWEST
                        || Compatibility.isRunnable(NEWEST, rows.getString(2));
            }
            return isRunnable;
        } catch (SQLException e) {
            throw unreadable();
        }
    }

    private static OptionalInt newestApplied(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NEWEST_APPLIED)) {
            return rows.next() ? OptionalInt.of(Integer.parseInt(rows.getString(1))) : OptionalInt.empty();
        } catch (SQLException e) {
            if (NO_TABLE.contains(String.valueOf(e.getSQLState()))) {
                return OptionalInt.empty();
            }
            throw unreadable();
        }
    }

    private static DatabaseUnavailable unreadable() {
        return new DatabaseUnavailable("The schema version of the database cannot be read. May this user read it?");
    }
}
