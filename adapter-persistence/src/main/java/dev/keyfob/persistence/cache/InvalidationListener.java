package dev.keyfob.persistence.cache;

import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.Postgres;
import dev.keyfob.persistence.connection.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives invalidations from other nodes, on a connection of its own.
 *
 * <p>Ten times a second it asks PostgreSQL for the time on that connection. The cache is trusted for half a second after
 * the latest such question that was answered. A node that lost the channel, or stood still, therefore asks the database
 * instead, and no change stays unseen for longer.
 */
public final class InvalidationListener implements AutoCloseable {

    /** The promised bound: the cache is trusted for half of it; the other half is for requests that are being answered. */
    public static final Duration BOUND = Duration.ofSeconds(1);

    private static final Duration BETWEEN_SIGNS = Duration.ofMillis(100);
    private static final Duration TRUSTED = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(InvalidationListener.class);

    private final PostgresAddress address;
    private final String name;
    private final DatabaseTime time;
    private final Thread thread = new Thread(this::run, "invalidations");
    private @Nullable Caches caches;
    private volatile boolean isClosed;
    private volatile long trustedUntil = System.nanoTime() - 1;

    public InvalidationListener(PostgresAddress address, String name, DatabaseTime time) {
        this.address = address;
        this.name = name;
        this.time = time;
        thread.setDaemon(true);
    }

    /** May the cache be trusted right now? */
    public boolean hears() {
        return System.nanoTime() - trustedUntil < 0;
    }

    public void start(Caches receiving) {
        caches = receiving;
        thread.start();
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }

    private void run() {
        boolean wasHeard = true;
        while (!isClosed) {
            try (Connection connection = Postgres.connect(address, name)) {
                wasHeard = true;
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (wasHeard && !isClosed) {
                    LOG.warn("Changes by other nodes are not heard. Every token is looked up until they are.", e);
                }
                wasHeard = false;
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) TRUSTED.toMillis());
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + Invalidations.CHANNEL);
            // Nobody listened until now.
            Objects.requireNonNull(caches).invalidateAll();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!isClosed) {
                long asked = System.nanoTime();
                time.readFrom(connection);
                invalidate(postgres.getNotifications());
                trustedUntil = asked + TRUSTED.toNanos();
                invalidate(postgres.getNotifications((int) BETWEEN_SIGNS.toMillis()));
            }
        }
    }

    private void invalidate(PGNotification[] received) {
        if (received != null) {
            for (PGNotification each : received) {
                Objects.requireNonNull(caches).invalidate(each.getParameter());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
