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

/** How connections to PostgreSQL are made: each has timeouts, and none acknowledges a commit before it is on disk. */
public final class Postgres {

    /** Seconds; an answer from Keyfob takes five at the most. */
    private static final String SOCKET_TIMEOUT = "5";

    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String CONNECT_TIMEOUT = "3";

    /** How the connections of every Keyfob are called, with something behind it that is the process's own. */
    private static final String NAME = "keyfob";

    private static final String SETTINGS = "set statement_timeout = '4s'; set lock_timeout = '3s';"
            + " set idle_in_transaction_session_timeout = '10s'; set synchronous_commit = on; set time zone 'UTC';"
            + " set application_name = '%s'";

    private Postgres() {}

    public static HikariConfig pool(PostgresAddress address, String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(properties(address, name));
        config.setConnectionInitSql(SETTINGS.formatted(name));
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(1_000);
        config.setKeepaliveTime(60_000);
        return config;
    }

    /** A connection outside the pool, to listen on. Nobody else uses it. */
    public static Connection connect(PostgresAddress address, String name) throws SQLException {
        Connection connection = DriverManager.getConnection(address.url(), properties(address, name));
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS.formatted(name));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A name that no other process has: so each can tell whether there are others. */
    public static String ownName() {
        return NAME + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** For work that takes longer than an answer may. The pool takes it back with the connection. */
    public static void waitLong(Connection connection) {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) LONG.toMillis());
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database went away. Try again.");
        }
    }

    private static Properties properties(PostgresAddress address, String name) {
        Properties properties = new Properties();
        // From the first byte on: under a name of no process, a connection of one's own would look like another's.
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT);
        properties.setProperty("loginTimeout", CONNECT_TIMEOUT);
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT);
        properties.setProperty("tcpKeepAlive", "true");
        // What the server says may hold values: it stays there.
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
