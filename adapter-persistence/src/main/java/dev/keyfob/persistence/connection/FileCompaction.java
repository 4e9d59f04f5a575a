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
 * <p>A step copies the live data out of chunks that are mostly garbage. H2 frees the old chunks once nobody reads a
 * version from before the copy; until then another step would only add copies, so none is made. A commit to a file that
 * is mostly garbage makes a step, so that nobody writes faster than the file is compacted. The steps at an interval
 * also move chunks into gaps and return free space at the end of the file.
 */
public final class FileCompaction {

    /** A smaller file is left alone. */
    private static final long SMALL = 4L * 1024 * 1024;

    /**
     * So full of what is needed, in percent, chunks are after the steps at an interval, and so full the file of chunks.
     */
    private static final int WANTED_FILL = 80;

    /** Below it, whoever commits makes a step. */
    private static final int MOSTLY_GARBAGE = 50;

    /** Commits wait while so many bytes are copied. */
    private static final int STEP = 2 * 1024 * 1024;

    private static final long MEGABYTE = 1024 * 1024;
    private static final long WORTH_A_WARNING = 64 * MEGABYTE;
    private static final int MANY_TIMES = 4;

    private final ReentrantLock atWork = new ReentrantLock();
    private final DataSource pool;

    // Versions of the data: after the last copy, and after a step at an interval that gave nothing back.
    private volatile long copiedAt = -1;
    private volatile long settledAt = -1;

    public FileCompaction(DataSource pool) {
        this.pool = pool;
    }

    /** To be called at an interval. Once a step gave nothing back, the next one is made after something is written. */
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

    /** On the connection that has committed. */
    void afterCommit(Connection connection) {
        try {
            copy(store(connection), MOSTLY_GARBAGE);
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database file cannot be compacted now.");
        }
    }

    /** To be called now and then: what to tell the operator where the file stays many times its data all the same. */
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
            // By default H2 keeps for 45 seconds what may not be replaced on the disk yet; WriteBarrier sees to that.
            // It is set each time: H2 closes the file when the pool exchanges its last connection, and forgets.
            store.setRetentionTime(0);
            if (oldestVersionInUse(store) > copiedAt && store.compact(wantedFill, STEP)) {
                // The first commit writes the copies, the second one frees the old chunks where nobody reads them.
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

    /** What H2 keeps its file with. */
    public static MVStore store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private static RandomAccessStore file(MVStore store) {
        return (RandomAccessStore) store.getFileStore();
    }
}
