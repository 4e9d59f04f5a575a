package dev.keyfob.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server, started when it is first needed and stopped with the process. */
public final class PostgresServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresServer() {}

    /** A new and empty database. */
    public static PostgresAddress newDatabase() {
        String name = "keyfob_" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return addressOf(name);
    }

    /** Does something as the server's administrator. */
    public static void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(addressOf("postgres").url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static int port() {
        return Running.SERVER.getPort();
    }

    private static PostgresAddress addressOf(String database) {
        return new PostgresAddress(
                "jdbc:postgresql://localhost:" + port() + "/" + database, Optional.of("postgres"), Optional.empty());
    }

    private static final class Running {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
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
