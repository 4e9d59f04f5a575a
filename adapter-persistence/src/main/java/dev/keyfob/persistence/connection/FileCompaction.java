package dev.keyfob.persistence.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Keeps H2's file near the size of its data. H2 writes each commit to a new chunk. Its own compaction needs delayed
 * writes, which lose acknowledged commits, and skips chunks younger than 45 seconds.
 *
 * <p>A step copies the live data out of chunks that are mostly garbage. H2 frees the old chunks when no reader uses a
 * version from before the copy. Until then no step copies again, because that would only add copies. A commit to a file
 * that is mostly garbage runs a step, so that writers cannot outpace the compaction. The periodic steps also move
 * chunks into gaps and return free space at the end of the file.
 */
public final class FileCompaction {

    /** A smaller file is not compacted. */
    private static final long SMALL = 4L * 1024 * 1024;

    /** The target of the periodic steps, in percent: the share of live data in chunks, and of chunks in the file. */
    private static final int WANTED_FILL = 80;

    /** If the share of live data in chunks is lower, in percent, each commit runs a step. */
    private static final int MOSTLY_GARBAGE = 50;

    /** The number of bytes that a step copies while commits wait. */
    private static final int STEP = 2 * 1024 * 1024;

    private static final long MEGABYTE = 1024 * 1024;
    private static final long WORTH_A_WARNING = 64 * MEGABYTE;
    private static final int MANY_TIMES = 4;

    private final ReentrantLock atWork = new ReentrantLock();
    private final DataSource pool;

    // H2's versions of the data: after the last copy, and after a periodic step that freed nothing.
    private volatile long copiedAt = -1;
    private volatile long settledAt = -1;

    public FileCompaction(DataSource pool) {
        this.pool = pool;
    }

    /** Runs a periodic step. After a step that freed nothing, the next one waits until data is written. */
    public void step() {
        try (Connection connection = pool.getConnection()) {
            MVStore store = store(connection);
            RandomAccessStore file = file(store);
            if (store.getCurrentVersion() == settledAt) {
                return;
            }
            long before = file.size();
            copy(store, WANTED_FILL);
            if (before > SMALL) {
                file.compactMoveChunks(WANTED_FILL, STEP, store);
            }
            if (file.size() >= before) {
                settledAt = store.getCurrentVersion();
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database file cannot be compacted now.");
        }
    }

    /** Runs a step if the file is mostly garbage, on the connection that has committed. */
    void afterCommit(Connection connection) {
        try {
            copy(store(connection), MOSTLY_GARBAGE);
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database file cannot be compacted now.");
        }
    }

    /** Returns a warning for the operator if the file stays many times larger than its data. Call this now and then. */
    public Optional<String> warning() {
        try (Connection connection = pool.getConnection()) {
            RandomAccessStore file = file(store(connection));
            long needed = file.size() / 100 * file.getFillRate() / 100 * file.getChunksFillRate();
            return warning(file.size(), needed);
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The size of the database file cannot be read now.");
        }
    }

    static Optional<String> warning(long size, long needed) {
        if (size < WORTH_A_WARNING || size <= MANY_TIMES * needed) {
            return Optional.empty();
        }
        return Optional.of("The database file has " + size / MEGABYTE + " MB for about " + needed / MEGABYTE
                + " MB of data: compaction does not keep up. Look in the audit log for who changes so much. If it stays"
                + " so, move the data into a new directory with db export and db import.");
    }

    private void copy(MVStore store, int wantedFill) {
        RandomAccessStore file = file(store);
        if (file.size() <= SMALL || file.getChunksFillRate() >= wantedFill || !atWork.tryLock()) {
            return;
        }
        try {
            // By default H2 retains old chunks for 45 seconds, because newer ones may not be on disk yet. WriteBarrier
            // makes that unnecessary. This is set each time, because H2 closes the file when the pool replaces its last
            // connection, and the setting is lost.
            store.setRetentionTime(0);
            if (oldestVersionInUse(store) > copiedAt && store.compact(wantedFill, STEP)) {
                // The first commit writes the copies, and the second frees the old chunks that no reader uses.
                store.commit();
                store.commit();
                copiedAt = store.getCurrentVersion();
            }
        } finally {
            atWork.unlock();
        }
    }

    private static long oldestVersionInUse(MVStore store) {
        Map<String, String> info = new HashMap<>();
        store.populateInfo(info::put);
        return Long.parseLong(info.get("info.OLDEST_VERS_TO_KEEP"));
    }

    /** Returns H2's own storage layer of the database of this connection. */
    public static MVStore store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private static RandomAccessStore file(MVStore store) {
        return (RandomAccessStore) store.getFileStore();
    }
}
