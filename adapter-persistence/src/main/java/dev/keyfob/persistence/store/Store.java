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

/** An open database with its schema up to date: all that differs between H2 and PostgreSQL. */
public interface Store extends AutoCloseable {

    Jdbi jdbi();

    Retry retry();

    Caches caches();

    Invalidations invalidations();

    Transactions transactions();

    BackupDialect archiveSide();

    /** After this time at the latest, whoever uses the same database sees a change. */
    Duration changesAreSeenWithin();

    /** What to tell the operator while changes by other nodes do not arrive. */
    Optional<String> channelWarning();

    /**
     * How old the latest sign of life of the channel is on which nodes tell each other of changes; empty without one.
     */
    Optional<Duration> channelAge();

    PoolUse poolUse();

    /** The time to go by, where the database may have a clock of its own. */
    InstantSource clock(InstantSource system);

    /** To be called every second or so: gives back the part of a file that is not needed. */
    void compactFile();

    /** What to tell the operator about the size of a file, if anything. */
    Optional<String> fileWarning();

    @Override
    void close();
}
