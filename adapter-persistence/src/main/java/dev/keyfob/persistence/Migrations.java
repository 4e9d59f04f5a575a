package dev.keyfob.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Flyway costs half a second, so it is loaded only where one query finds work for it. */
final class Migrations {

    /** The version of the newest file in {@code db/migration}. */
    static final String NEWEST = "1";

    private static final String HISTORY = "schema_history";

    private Migrations() {}

    static void bringUpToDate(DataSource database) {
        if (isCurrent(database)) {
            return;
        }
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .table(HISTORY)
                .load()
                .migrate();
    }

    private static boolean isCurrent(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select \"version\" from \"" + HISTORY
                        + "\" where \"success\" = true order by \"installed_rank\" desc limit 1")) {
            return rows.next() && NEWEST.equals(rows.getString(1));
        } catch (SQLException notThereYet) {
            return false;
        }
    }
}
