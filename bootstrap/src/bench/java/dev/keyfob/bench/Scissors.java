package dev.keyfob.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cuts, ten times a second, the PostgreSQL connections on which nodes listen for changes. */
final class Scissors implements AutoCloseable {

    // The last statement of such a connection is either a query for the time or LISTEN.
    private static final String CUT = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and (query like '%clock_timestamp%' or query like 'listen %')";

    private final Connection connection;
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor();

    Scissors(Store store) throws SQLException {
        connection = store.connect();
        hand.scheduleWithFixedDelay(this::cut, 0, 100, TimeUnit.MILLISECONDS);
    }

    private void cut() {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CUT);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        hand.shutdownNow();
        connection.close();
    }
}
