package dev.keyfob.persistence.cache;

import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.Postgres;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives cache invalidations through PostgreSQL notifications, and decides whether the cache may be trusted: only
 * while this node's own notifications, its heartbeats, arrive in time. Uses two connections.
 *
 * <p>Ten times a second this node sends itself a heartbeat on a second connection. Once a heartbeat has
 * arrived, the cache is trusted until half a second after the heartbeat was sent. PostgreSQL delivers in the order of
 * commits, so every earlier change has arrived too. A node therefore reads from the database instead if it lost the
 * channel, if it was paused, or if a connection pool in between does not pass on its notifications.
 *
 * <p>No queries run on the connection that listens. A connection pool in transaction mode passes on what arrives during
 * a query and loses the rest, so a heartbeat that arrives that way would prove nothing.
 */
public final class InvalidationChannel implements AutoCloseable {

    /**
     * The longest time until a change takes effect on every node. The cache is trusted for half of it. The other half
     * is for requests in progress.
     */
    public static final Duration BOUND = Duration.ofSeconds(1);

    /** One connection receives, the other sends. */
    public static final int CONNECTIONS = 2;

    /** The prefix of a heartbeat. Other nodes ignore heartbeats. */
    private static final String HEARTBEAT = "echo ";

    /**
     * Sends a notification without waiting for the disk. The setting ends with the transaction, because a connection
     * pool may give the connection to another client.
     */
    private static final String TELL = "select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofMillis(100);
    private static final Duration TRUSTED = Duration.ofMillis(500);
    private static final Duration LATEST_HEARTBEAT = Duration.ofSeconds(2);
    /** A working thread logs a warning sooner. After a longer silence, the thread has ended. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final String UNHEARD =
            "Changes by other nodes do not arrive. Every token is looked up until they do.";
    private static final Logger LOG = LoggerFactory.getLogger(InvalidationChannel.class);

    private final PostgresConnectionInfo address;
    private final String name;
    private final DatabaseTime time;
    private final LongSupplier nanos;
    private final Thread thread = new Thread(this::run, "invalidations");
    private @Nullable Caches caches;
    private long heartbeats;
    private volatile boolean isClosed;
    private volatile boolean isUnheard;
    private volatile long trustedUntil;

    public InvalidationChannel(PostgresConnectionInfo address, String name, DatabaseTime time) {
        this(address, name, time, System::nanoTime);
    }

    InvalidationChannel(PostgresConnectionInfo address, String name, DatabaseTime time, LongSupplier nanos) {
        this.address = address;
        this.name = name;
        this.time = time;
        this.nanos = nanos;
        trustedUntil = nanos.getAsLong() - 1;
        thread.setDaemon(true);
    }

    /** Returns whether the cache may be trusted right now. */
    public boolean isTrusted() {
        return nanos.getAsLong() - trustedUntil < 0;
    }

    /** Returns a warning for the operator while the channel does not work, even if the listening thread has ended. */
    public Optional<String> warning() {
        boolean isSilent = nanos.getAsLong() - trustedUntil > SILENCE.toNanos();
        return isUnheard || isSilent ? Optional.of(UNHEARD) : Optional.empty();
    }

    /** Returns the time since the latest received heartbeat was sent. All changes before it have arrived. */
    public Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - trustedUntil + TRUSTED.toNanos());
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
        while (!isClosed) {
            try (Connection listening = Postgres.connect(address, name);
                    Connection telling = Postgres.connect(address, name)) {
                listen(listening, telling);
                warn("This node's notifications to itself through PostgreSQL do not arrive. A connection pool in"
                        + " transaction mode causes that: use session mode, or connect to PostgreSQL directly.");
            } catch (SQLException | RuntimeException e) {
                warn("The connection for these changes was lost or cannot be opened.", e);
            }
            pause();
        }
    }

    /** Sends heartbeats and receives notifications until a heartbeat does not arrive in time, or the listener is closed. */
    private void listen(Connection listening, Connection telling) throws SQLException {
        telling.setNetworkTimeout(Runnable::run, (int) TRUSTED.toMillis());
        try (Statement first = listening.createStatement();
                PreparedStatement heartbeat = telling.prepareStatement(TELL)) {
            // The connection is idle by design.
            first.execute("set idle_session_timeout = 0");
            first.execute("listen " + Invalidations.CHANNEL);
            // Changes before this point may have been missed.
            Objects.requireNonNull(caches).invalidateAll();
            while (!isClosed) {
                long asked = nanos.getAsLong();
                time.readFrom(telling);
                String sent = HEARTBEAT + name + " " + ++heartbeats;
                heartbeat.setString(1, Invalidations.CHANNEL);
                heartbeat.setString(2, sent);
                heartbeat.execute();
                if (!receive(listening, sent, asked + LATEST_HEARTBEAT.toNanos())) {
                    return;
                }
                trustedUntil = asked + TRUSTED.toNanos();
                if (isTrusted()) {
                    tellOfHearing();
                } else {
                    warn("This node's notifications to itself through PostgreSQL take longer than half a second.");
                }
                receive(listening, "", asked + BETWEEN_HEARTBEATS.toNanos());
            }
        }
    }

    /** Processes notifications until that time, or until {@code awaited} arrives. Returns whether it did. */
    private boolean receive(Connection listening, String awaited, long until) throws SQLException {
        PGConnection postgres = listening.unwrap(PGConnection.class);
        boolean isThere = false;
        while (!isThere && !isClosed) {
            long left = (until - nanos.getAsLong()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            isThere = take(postgres.getNotifications((int) left), awaited);
        }
        return isThere;
    }

    private boolean take(PGNotification[] received, String awaited) {
        boolean isThere = false;
        if (received != null) {
            for (PGNotification each : received) {
                isThere |= take(each.getParameter(), awaited);
            }
        }
        return isThere;
    }

    private boolean take(String told, String awaited) {
        if (!told.startsWith(HEARTBEAT)) {
            Objects.requireNonNull(caches).invalidate(told);
        }
        return told.equals(awaited);
    }

    private void tellOfHearing() {
        if (isUnheard) {
            isUnheard = false;
            LOG.info("Changes by other nodes arrive again.");
        }
    }

    // Logs one warning, until the channel works again.
    private void warn(String cause, Throwable... thrown) {
        if (!isUnheard && !isClosed) {
            isUnheard = true;
            LOG.warn(UNHEARD + " " + cause, (Object[]) thrown);
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
