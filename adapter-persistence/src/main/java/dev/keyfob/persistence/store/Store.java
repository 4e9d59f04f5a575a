package dev.keyfob.persistence.store;

import dev.keyfob.application.port.Transactions;
import dev.keyfob.persistence.backup.BackupDialect;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.connection.Retry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** An open database with its schema up to date. Everything that differs between H2 and PostgreSQL is here. */
public interface Store extends AutoCloseable {

    Jdbi jdbi();

    Retry retry();

    Caches caches();

    Invalidations invalidations();

    Transactions transactions();

    BackupDialect backupDialect();

    /** Returns the longest time until every node that uses this database sees a change. */
    Duration changesAreSeenWithin();

    /** Returns a warning for the operator while changes by other nodes do not arrive. */
    Optional<String> channelWarning();

    /**
     * Returns the age of the latest proof that changes by other nodes arrive, or empty if there can be no other nodes.
     */
    Optional<Duration> channelAge();

    PoolUse poolUse();

    /** Returns the clock to use, which may be the database's own. */
    InstantSource clock(InstantSource system);

    /** Frees unused space in the file of the database, if there is one. Call this about every second. */
    void compactFile();

    /** Returns a warning for the operator about the size of the file, if any. */
    Optional<String> fileWarning();

    @Override
    void close();
}
