package dev.keyfob.persistence.cache;

import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.Postgres;
import dev.keyfob.persistence.connection.PostgresAddress;
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
 * Receives invalidations from other nodes, on a connection of its own.
 *
 * <p>Ten times a second this node notifies itself, on a second connection. The cache is trusted for half a second after
 * the latest such echo was sent, and only once it has arrived: PostgreSQL delivers in the order of commits, so every
 * change before it has arrived too. A node that lost the channel, stood still, or whose notifications a pool between
 * does not pass on, therefore asks the database instead.
 *
 * <p>Nothing is asked on the connection that listens. A pool in transaction mode passes on what arrives during a
 * question, and loses the rest: an echo heard in that way would prove nothing.
 */
public final class InvalidationListener implements AutoCloseable {

    /**
     * The promised bound: the cache is trusted for half of it; the other half is for requests that are being answered.
     */
    public static final Duration BOUND = Duration.ofSeconds(1);

    /** One listens, the other tells. */
    public static final int CONNECTIONS = 2;

    /** What begins so is an echo, and says nothing to other nodes. */
    private static final String ECHO = "echo ";

    /**
     * No disk needs to have an echo. That holds for this transaction alone: a pool may give the connection to others.
     */
    private static final String TELL = "select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private static final Duration BETWEEN_ECHOES = Duration.ofMillis(100);
    private static final Duration TRUSTED = Duration.ofMillis(500);
    private static final Duration LATEST_ECHO = Duration.ofSeconds(2);
    /** So long a thread that works is never silent: it warns before. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final String UNHEARD =
            "Changes by other nodes do not arrive. Every token is looked up until they do.";
    private static final Logger LOG = LoggerFactory.getLogger(InvalidationListener.class);

    private final PostgresAddress address;
    private final String name;
    private final DatabaseTime time;
    private final LongSupplier nanos;
    private final Thread thread = new Thread(this::run, "invalidations");
    private @Nullable Caches caches;
    private long echoes;
    private volatile boolean isClosed;
    private volatile boolean isUnheard;
    private volatile long trustedUntil;

    public InvalidationListener(PostgresAddress address, String name, DatabaseTime time) {
        this(address, name, time, System::nanoTime);
    }

    InvalidationListener(PostgresAddress address, String name, DatabaseTime time, LongSupplier nanos) {
        this.address = address;
        this.name = name;
        this.time = time;
        this.nanos = nanos;
        trustedUntil = nanos.getAsLong() - 1;
        thread.setDaemon(true);
    }

    /** May the cache be trusted right now? */
    public boolean hears() {
        return nanos.getAsLong() - trustedUntil < 0;
    }

    /** What to tell the operator while the channel does not work, also where the thread that would say so has ended. */
    public Optional<String> warning() {
        boolean isSilent = nanos.getAsLong() - trustedUntil > SILENCE.toNanos();
        return isUnheard || isSilent ? Optional.of(UNHEARD) : Optional.empty();
    }

    /** How old the latest echo is that came back: changes that are older have all arrived. */
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
                warn(
                        "What this node tells itself through PostgreSQL does not come back. A pool between them in transaction"
                                + " mode does that: let it keep sessions, or connect to PostgreSQL itself.");
            } catch (SQLException | RuntimeException e) {
                warn("The connection for it was lost, or cannot be made.", e);
            }
            pause();
        }
    }

    /** Returns when an echo does not come, or when it is closed. */
    private void listen(Connection listening, Connection telling) throws SQLException {
        telling.setNetworkTimeout(Runnable::run, (int) TRUSTED.toMillis());
        try (Statement first = listening.createStatement();
                PreparedStatement echo = telling.prepareStatement(TELL)) {
            // It is idle by design.
            first.execute("set idle_session_timeout = 0");
            first.execute("listen " + Invalidations.CHANNEL);
            // Nobody listened until now.
            Objects.requireNonNull(caches).invalidateAll();
            while (!isClosed) {
                long asked = nanos.getAsLong();
                time.readFrom(telling);
                String sent = ECHO + name + " " + ++echoes;
                echo.setString(1, Invalidations.CHANNEL);
                echo.setString(2, sent);
                echo.execute();
                if (!receive(listening, sent, asked + LATEST_ECHO.toNanos())) {
                    return;
                }
                trustedUntil = asked + TRUSTED.toNanos();
                if (hears()) {
                    tellOfHearing();
                } else {
                    warn(
                            "What this node tells itself through PostgreSQL takes longer than half a second to come back.");
                }
                receive(listening, "", asked + BETWEEN_ECHOES.toNanos());
            }
        }
    }

    /** Takes in what arrives until that time, or until {@code awaited} does. Says whether it did. */
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
        if (!told.startsWith(ECHO)) {
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

    // Once, until it works again.
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
