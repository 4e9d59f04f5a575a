package dev.keyfob.persistence.connection;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;

/** Opens connections to PostgreSQL. Each has timeouts, and acknowledges a commit only when it is on disk. */
public final class Postgres {

    private static final Duration LONG = Duration.ofMinutes(10);

    /**
     * The beginning of the application name of every Keyfob connection. A part that is unique to the process follows.
     */
    private static final String NAME = "keyfob";

    private static final String SETTINGS = "set statement_timeout = %d; set lock_timeout = %d;"
            + " set idle_in_transaction_session_timeout = %d; set synchronous_commit = on; set time zone 'UTC';"
            + " set application_name = '%s'";

    private Postgres() {}

    public static HikariConfig pool(PostgresConnectionInfo address, String name, Timeouts timeouts) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(properties(address, name, timeouts));
        config.setConnectionInitSql(settings(name, timeouts));
        config.setConnectionTimeout(timeouts.connection().toMillis());
        config.setValidationTimeout(1_000);
        config.setKeepaliveTime(60_000);
        return config;
    }

    /** Opens a connection outside the pool, which only the caller uses. */
    public static Connection connect(PostgresConnectionInfo address, String name) throws SQLException {
        Timeouts timeouts = Timeouts.OF_POSTGRES;
        Connection connection = DriverManager.getConnection(address.url(), properties(address, name, timeouts));
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings(name, timeouts));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Returns an application name that no other process has, so that each process can detect whether others are
     * connected.
     */
    public static String ownName() {
        return NAME + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Raises the timeout of a connection, for work that takes longer than a request may. The pool resets the timeout
     * when the connection is returned.
     */
    public static void waitLong(Connection connection) {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) LONG.toMillis());
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database went away. Try again.");
        }
    }

    private static String settings(String name, Timeouts timeouts) {
        return SETTINGS.formatted(
                timeouts.statement().toMillis(),
                timeouts.lock().toMillis(),
                timeouts.idleTransaction().toMillis(),
                name);
    }

    private static Properties properties(PostgresConnectionInfo address, String name, Timeouts timeouts) {
        Properties properties = new Properties();
        // Set from the first message on. Otherwise a new connection of this process would look like one of another
        // process.
        properties.setProperty("ApplicationName", name);
        String toConnect = Long.toString(timeouts.connection().toSeconds());
        properties.setProperty("connectTimeout", toConnect);
        properties.setProperty("loginTimeout", toConnect);
        properties.setProperty("socketTimeout", Long.toString(timeouts.answer().toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        // Error details of the server may contain stored values, so the driver leaves them out of its exceptions.
        properties.setProperty("logServerErrorDetail", "false");
        address.user().ifPresent(user -> properties.setProperty("user", user));
        address.passwordFile().ifPresent(file -> properties.setProperty("password", passwordIn(file)));
        return properties;
    }

    private static String passwordIn(Path file) {
        try {
            return SecretFile.readLine(file.toString(), "database.password_file");
        } catch (UnusableFile e) {
            throw new DatabaseUnavailable(e.getMessage());
        }
    }
}
