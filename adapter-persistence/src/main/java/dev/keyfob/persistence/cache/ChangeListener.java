package dev.keyfob.persistence.cache;

import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.Postgres;
import dev.keyfob.persistence.connection.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes that other nodes make, on a connection of its own.
 *
 * <p>Ten times a second it asks PostgreSQL for the time on that connection. Memory may be believed for half a
 * second after the last such question that was answered: so a node that has lost the channel, or stands still, asks the
 * database instead, and no change stays unheard for longer than that.
 */
public final class ChangeListener implements AutoCloseable {

    /** What is promised: memory is not believed longer than half of it, the rest is for the requests in work. */
    public static final Duration BOUND = Duration.ofSeconds(1);

    private static final Duration BETWEEN_SIGNS = Duration.ofMillis(100);
    private static final Duration BELIEVED = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

    private final PostgresAddress address;
    private final String name;
    private final DatabaseTime time;
    private final Thread thread = new Thread(this::run, "changes");
    private Memories memories;
    private volatile boolean isClosed;
    private volatile long believedUntil = System.nanoTime() - 1;

    public ChangeListener(PostgresAddress address, String name, DatabaseTime time) {
        this.address = address;
        this.name = name;
        this.time = time;
        thread.setDaemon(true);
    }

    /** May memory be believed right now? */
    public boolean hears() {
        return System.nanoTime() - believedUntil < 0;
    }

    public void start(Memories toldMemories) {
        memories = toldMemories;
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
        connection.setNetworkTimeout(Runnable::run, (int) BELIEVED.toMillis());
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + Changes.CHANNEL);
            // Nobody listened until now.
            memories.forgetAll();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!isClosed) {
                long asked = System.nanoTime();
                time.readFrom(connection);
                forget(postgres.getNotifications());
                believedUntil = asked + BELIEVED.toNanos();
                forget(postgres.getNotifications((int) BETWEEN_SIGNS.toMillis()));
            }
        }
    }

    private void forget(PGNotification[] told) {
        if (told != null) {
            for (PGNotification each : told) {
                memories.forget(each.getParameter());
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
