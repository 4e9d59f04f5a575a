package dev.keyfob.persistence.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Keeps H2's file near the size of its data. H2 writes each commit to a new place; its own compaction runs only where
 * commits are written late, which loses acknowledged ones, and leaves alone what is younger than 45 seconds.
 *
 * <p>A step moves a few megabytes: what is still needed out of chunks that are mostly garbage, then chunks into the gaps,
 * and gives the rest of the file back. Commits wait for a step, reads do not. Steps are made at an interval, after a
 * commit where the file has outrun that, and at a stop.
 */
public final class FileCompaction {

    /** So full, in percent, are chunks and file to be. */
    private static final int WANTED_FILL = 80;

    private static final int STEP = 4 * 1024 * 1024;

    /** A smaller file is left alone, except at a stop. */
    private static final long SMALL = 2L * 1024 * 1024;

    /** From so many times its data on, whoever commits makes a step: nobody writes faster than that. */
    private static final int TOO_LARGE = 2;

    /** After a step that was of no use, unless the file grows by a quarter. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int WORTH_A_WARNING = 4;
    private static final long NOT_WORTH_A_WARNING = 64L * 1024 * 1024;
    private static final long MEGABYTE = 1024 * 1024;

    private final ReentrantLock atWork = new ReentrantLock();
    private final DataSource pool;
    private final BooleanSupplier isClosed;

    // After which version of the data, when and at which size a step was of no use.
    private volatile long settledAt = -1;
    private volatile long fruitlessAt;
    private volatile long fruitlessSize;

    public FileCompaction(DataSource pool, BooleanSupplier isClosed) {
        this.pool = pool;
        this.isClosed = isClosed;
    }

    /** One step, where it is worth it. */
    public void step() {
        use(this::stepIfWorthIt);
    }

    /** A step where the file is far larger than its data and nobody makes one; on the connection that has committed. */
    void afterCommit(Connection connection) {
        MVStore store = store(connection);
        if (isTooLarge(store) && isWorthIt(store) && atWork.tryLock()) {
            try {
                stepIfWorthIt(store);
            } finally {
                atWork.unlock();
            }
        }
    }

    /** Steps until the file is as small as they make it, or the time is over. */
    public void finish(Duration longest) {
        if (isClosed.getAsBoolean()) {
            return;
        }
        long end = System.nanoTime() + longest.toNanos();
        use(store -> {
            while (store.getCurrentVersion() != settledAt && System.nanoTime() < end) {
                makeStep(store);
            }
        });
    }

    /** What to tell the operator where the file stays many times its data all the same. */
    public Optional<String> warning() {
        AtomicReference<Optional<String>> warning = new AtomicReference<>(Optional.empty());
        use(store -> {
            long size = file(store).size();
            if (size > NOT_WORTH_A_WARNING && size > WORTH_A_WARNING * data(store)) {
                warning.set(Optional.of(warning(size / MEGABYTE, data(store) / MEGABYTE)));
            }
        });
        return warning.get();
    }

    private static String warning(long size, long data) {
        return "The database file has " + size + " MB for about " + data + " MB of data, and compaction does not keep"
                + " up. Find in the audit log who changes so much. Stop and start Keyfob: a stop compacts more. If the"
                + " file stays as it is, move the data into a new directory with db export and db import.";
    }

    private void stepIfWorthIt(MVStore store) {
        // By default H2 keeps for 45 seconds what may not be replaced on the disk yet; WriteBarrier sees to that. Said
        // each time: H2 closes the file when the pool exchanges its last connection, and forgets.
        store.setRetentionTime(0);
        if (isWorthIt(store)) {
            makeStep(store);
        }
    }

    // Not again where nothing was written since, or an idle server would move chunks for ever. And not at once where
    // it was of no use, because somebody reads for long: what is moved then stays at its old place, too.
    private boolean isWorthIt(MVStore store) {
        long size = file(store).size();
        return size > SMALL
                && store.getCurrentVersion() != settledAt
                && (size > fruitlessSize * 5 / 4 || System.nanoTime() - fruitlessAt > PAUSE.toNanos());
    }

    private void makeStep(MVStore store) {
        RandomAccessStore file = file(store);
        long before = file.size();
        // It moves nothing where it does not get H2's lock within 10 ms.
        boolean hasMoved = file.getChunksFillRate() < WANTED_FILL && store.compact(WANTED_FILL, STEP);
        if (hasMoved) {
            // The first commit writes the pages at their new place, the second one that their old chunks are free.
            store.commit();
            store.commit();
        }
        if (store.getFillRate() < WANTED_FILL) {
            file.compactMoveChunks(WANTED_FILL, STEP, store);
        }
        if (file.size() >= before) {
            settledAt = store.getCurrentVersion();
        }
        boolean isFruitless = hasMoved && file.size() >= before && isTooLarge(store);
        fruitlessSize = isFruitless ? file.size() : 0;
        fruitlessAt = System.nanoTime();
    }

    private static boolean isTooLarge(MVStore store) {
        return file(store).size() > TOO_LARGE * data(store);
    }

    private void use(Consumer<MVStore> work) {
        atWork.lock();
        try (Connection connection = pool.getConnection()) {
            work.accept(store(connection));
        } catch (SQLException e) {
            throw unusable();
        } finally {
            atWork.unlock();
        }
    }

    private static DatabaseUnavailable unusable() {
        return new DatabaseUnavailable("The database file cannot be compacted now.");
    }

    private static MVStore store(Connection connection) {
        try {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getStore().getMvStore();
        } catch (SQLException e) {
            throw unusable();
        }
    }

    private static RandomAccessStore file(MVStore store) {
        return (RandomAccessStore) store.getFileStore();
    }

    /** Of the pages that are still needed. */
    private static long data(MVStore store) {
        RandomAccessStore file = file(store);
        return file.size() * file.getFillRate() / 100 * file.getChunksFillRate() / 100;
    }
}
