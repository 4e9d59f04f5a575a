package dev.keyfob.persistence.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.persistence.backup.BackupDialect;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.connection.DataDirectory;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.connection.FileCompaction;
import dev.keyfob.persistence.connection.JdbiTransactions;
import dev.keyfob.persistence.connection.OpeningLock;
import dev.keyfob.persistence.connection.Retry;
import dev.keyfob.persistence.connection.Timeouts;
import dev.keyfob.persistence.connection.WriteBarrier;
import dev.keyfob.persistence.schema.Migrations;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** An H2 database that only this process uses: in memory, or in the file of a data directory. */
public final class H2Store implements Store {

    /** H2's code for a file that another process has open. */
    private static final int IN_USE = 90020;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Pool pool;
    private final Caches caches;
    private final Optional<FileCompaction> compaction;
    private final Runnable afterwards;

    private H2Store(Pool pool, Caches caches, Optional<FileCompaction> compaction, Runnable afterwards) {
        this.pool = pool;
        this.caches = caches;
        this.compaction = compaction;
        this.afterwards = afterwards;
    }

    /** Opens a database in memory. Its data is lost when it is closed. */
    public static H2Store inMemory() {
        Pool pool = Pool.upToDate(address("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", Timeouts.OF_H2), () -> {});
        return new H2Store(
                pool,
                Caches.trustedWhile(() -> !pool.connections().isClosed(), pool.retry()),
                Optional.empty(),
                () -> {});
    }

    /** Opens a database in a temporary directory, at that version of the schema. */
    public static H2Store temporary(Path directory, int version) {
        Pool pool = Pool.ofVersion(
                address("file:" + DataDirectory.open(directory).database() + ";TRACE_LEVEL_FILE=0", Timeouts.OF_H2),
                version,
                () -> {});
        return new H2Store(pool, Caches.trustedWhile(() -> false, pool.retry()), Optional.empty(), () -> {});
    }

    /**
     * Opens the database in a data directory. If another process has the file open, opening is retried for two seconds.
     *
     * @param fileSystem H2's prefix for the file system of the directory
     * @param onBroken is called once, with a sentence for the operator, when the database breaks for good
     * @param onNew is called first if there is no data yet; if it throws, nothing is created
     */
    public static H2Store inDirectory(
            Path path, String fileSystem, Consumer<String> onBroken, Runnable onNew, Timeouts timeouts) {
        DataDirectory directory = DataDirectory.open(path);
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            Optional<H2Store> store = tryToOpen(directory, fileSystem, onBroken, onNew, timeouts);
            if (store.isPresent()) {
                return store.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new DatabaseUnavailable("The data in " + path.toAbsolutePath()
                        + " is in use by another process. Wait until it ends, or give another --data directory.");
            }
            pause();
        }
    }

    /** Returns empty if another process has the database open, or is opening it. */
    private static Optional<H2Store> tryToOpen(
            DataDirectory directory, String fileSystem, Consumer<String> onBroken, Runnable onNew, Timeouts timeouts) {
        Optional<OpeningLock> lock = OpeningLock.tryTake(directory);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            H2Store store = opened(directory, fileSystem, onBroken, onNew, timeouts);
            directory.closeFilesToOthers();
            // Not earlier, because a migration that creates an index reads data that H2 does not know to be in use.
            store.compactFile();
            return Optional.of(store);
        } catch (PoolInitializationException e) {
            if (isInUse(e)) {
                return Optional.empty();
            }
            throw new DatabaseUnavailable("The database in "
                    + directory.database().getParent() + " cannot be opened. Is the disk full, or the file damaged?");
        } finally {
            lock.get().close();
        }
    }

    private static H2Store opened(
            DataDirectory directory, String fileSystem, Consumer<String> onBroken, Runnable onNew, Timeouts timeouts) {
        FileReplacement replacement = new FileReplacement(directory, fileSystem);
        replacement.removeLeftovers();
        if (!directory.hasDatabase()) {
            replacement.make(onNew);
        }
        BrokenDatabase broken = new BrokenDatabase(onBroken);
        // WRITE_DELAY=0: an acknowledged commit survives the death of the process. No trace file, because it would
        // contain SQL.
        HikariConfig config = address(
                WriteBarrier.before(fileSystem) + directory.database()
                        + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE",
                timeouts);
        config.setExceptionOverride(broken);
        Pool pool = upToDate(config, replacement, onNew);
        // This process makes every change itself, so it misses no invalidation.
        Caches caches = Caches.trustedWhile(() -> !pool.connections().isClosed() && !broken.isBroken(), pool.retry());
        return new H2Store(
                pool, caches, Optional.of(new FileCompaction(pool.connections())), directory::closeFilesToOthers);
    }

    private static Pool upToDate(HikariConfig config, FileReplacement replacement, Runnable onNew) {
        Pool found = Pool.of(config);
        try {
            if (Migrations.isAt(Migrations.NEWEST, found.connections())) {
                return found;
            }
            replacement.upgrade(found.connections(), onNew);
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
        found.close();
        return Pool.of(config);
    }

    private static HikariConfig address(String place, Timeouts timeouts) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:h2:" + place + ";LOCK_TIMEOUT=" + timeouts.lock().toMillis());
        config.setConnectionTimeout(timeouts.connection().toMillis());
        return config;
    }

    @Override
    public Jdbi jdbi() {
        return pool.jdbi();
    }

    @Override
    public Retry retry() {
        return pool.retry();
    }

    @Override
    public Caches caches() {
        return caches;
    }

    @Override
    public Invalidations invalidations() {
        return Invalidations.within(caches);
    }

    @Override
    public Transactions transactions() {
        return new JdbiTransactions(pool.jdbi(), compaction, pool.retry());
    }

    @Override
    public BackupDialect backupDialect() {
        return BackupDialect.h2();
    }

    @Override
    public Duration changesAreSeenWithin() {
        return Duration.ZERO;
    }

    @Override
    public Optional<String> channelWarning() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> channelAge() {
        return Optional.empty();
    }

    @Override
    public PoolUse poolUse() {
        return pool.use();
    }

    @Override
    public InstantSource clock(InstantSource system) {
        return system;
    }

    @Override
    public void compactFile() {
        compaction.ifPresent(FileCompaction::step);
    }

    @Override
    public Optional<String> fileWarning() {
        return compaction.flatMap(FileCompaction::warning);
    }

    /** Closes the database. H2 itself compacts the file briefly as it closes it. */
    @Override
    public void close() {
        pool.close();
        afterwards.run();
    }

    private static boolean isInUse(PoolInitializationException e) {
        return e.getCause() instanceof SQLException cause && cause.getErrorCode() == IN_USE;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Opening the database was interrupted.");
        }
    }
}
