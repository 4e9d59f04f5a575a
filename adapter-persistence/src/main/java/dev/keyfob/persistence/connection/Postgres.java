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

    /** In seconds. Keyfob answers a request in at most five seconds. */
    private static final String SOCKET_TIMEOUT = "5";

    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String CONNECT_TIMEOUT = "3";

    /**
     * The beginning of the application name of every Keyfob connection. A part that is unique to the process follows.
     */
    private static final String NAME = "keyfob";

    private static final String SETTINGS = "set statement_timeout = '4s'; set lock_timeout = '3s';"
            + " set idle_in_transaction_session_timeout = '10s'; set synchronous_commit = on; set time zone 'UTC';"
            + " set application_name = '%s'";

    private Postgres() {}

    public static HikariConfig pool(PostgresConnectionInfo address, String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(properties(address, name));
        config.setConnectionInitSql(SETTINGS.formatted(name));
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(1_000);
        config.setKeepaliveTime(60_000);
        return config;
    }

    /** Opens a connection outside the pool, which only the caller uses. */
    public static Connection connect(PostgresConnectionInfo address, String name) throws SQLException {
        Connection connection = DriverManager.getConnection(address.url(), properties(address, name));
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS.formatted(name));
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

    private static Properties properties(PostgresConnectionInfo address, String name) {
        Properties properties = new Properties();
        // Set from the first message on. Otherwise a new connection of this process would look like one of another
        // process.
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT);
        properties.setProperty("loginTimeout", CONNECT_TIMEOUT);
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT);
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
