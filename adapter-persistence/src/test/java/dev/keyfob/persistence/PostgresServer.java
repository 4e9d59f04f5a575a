package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.FreePort;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server, started when it is first needed and stopped with the process. */
public final class PostgresServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresServer() {}

    /** Creates an empty database. */
    public static PostgresConnectionInfo newDatabase() {
        return newDatabase("template0");
    }

    /**
     * Creates a database with the newest schema and no data. It is a copy, because that is faster than migrating each
     * database.
     */
    public static PostgresConnectionInfo newMigrated() {
        return newDatabase(Migrated.NAME);
    }

    /** Creates a copy of a database that nothing is connected to. */
    public static PostgresConnectionInfo copyOf(PostgresConnectionInfo original) {
        return newDatabase(original.url().substring(original.url().lastIndexOf('/') + 1));
    }

    private static PostgresConnectionInfo newDatabase(String template) {
        String name = "keyfob_" + DATABASES.incrementAndGet();
        execute("create database " + name + " template " + template);
        return addressOf(name);
    }

    /** Executes SQL as the administrator of the server. */
    public static void execute(String sql) {
        executeIn("postgres", sql);
    }

    /** Executes SQL as the administrator of the server, in that database. */
    public static void executeIn(String database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(addressOf(database).url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static int port() {
        return Running.SERVER.getPort();
    }

    /**
     * Starts a server, one at a time on this machine: the first unpacks the programs, and the others would wait for
     * that for a minute only.
     */
    static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        synchronized (PostgresServer.class) {
            try (FileChannel file = FileChannel.open(
                            Path.of(System.getProperty("java.io.tmpdir"), "keyfob-postgres.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                assertThat(lock.isValid()).isTrue();
                return builder.setPGStartupWait(Duration.ofMinutes(2)).start();
            }
        }
    }

    private static PostgresConnectionInfo addressOf(String database) {
        return new PostgresConnectionInfo(
                "jdbc:postgresql://localhost:" + port() + "/" + database, Optional.of("postgres"), Optional.empty());
    }

    private static final class Migrated {

        static final String NAME = make();

        private static String make() {
            execute("create database migrated");
            PatientDatabase.onPostgres(addressOf("migrated")).close();
            return "migrated";
        }
    }

    private static final class Running {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // This server does not need to survive a power cut. Its files go with the process. The statistics for
                // the planner change only when a test asks for it.
                EmbeddedPostgres server = PostgresServer.start(EmbeddedPostgres.builder()
                        .setPort(FreePort.find())
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("autovacuum", "off"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start here", e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
