package dev.keyfob.persistence.store;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.persistence.backup.BackupDialect;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.InvalidationChannel;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.connection.JdbiTransactions;
import dev.keyfob.persistence.connection.Postgres;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.persistence.connection.Retry;
import dev.keyfob.persistence.connection.Timeouts;
import dev.keyfob.persistence.schema.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL database, which other nodes and commands may use at the same time. */
public final class PostgresStore implements Store {

    private final Pool pool;
    private final DatabaseTime time;
    private final InvalidationChannel channel;
    private final Caches caches;

    private PostgresStore(Pool pool, DatabaseTime time, InvalidationChannel channel) {
        this.pool = pool;
        this.time = time;
        this.channel = channel;
        this.caches = Caches.trustedWhile(channel::isTrusted, pool.retry());
    }

    /** Opens the database. If it has no data yet, {@code onNew} is called first. If that throws, nothing is created. */
    public static PostgresStore open(PostgresConnectionInfo address, Runnable onNew, Timeouts timeouts) {
        String name = Postgres.ownName();
        Pool pool = connected(address, name, timeouts);
        pool.orClose(() -> {
            requireUnicode(pool, address);
            Migrations.bringTo(Migrations.NEWEST, pool.connections(), onNew);
        });
        DatabaseTime time = firstReading(pool);
        PostgresStore store = new PostgresStore(pool, time, new InvalidationChannel(address, name, time));
        store.channel.start(store.caches);
        return store;
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
        return Invalidations.amongNodes(caches);
    }

    @Override
    public Transactions transactions() {
        return new JdbiTransactions(pool.jdbi(), Optional.empty(), pool.retry());
    }

    @Override
    public BackupDialect backupDialect() {
        return BackupDialect.postgres();
    }

    @Override
    public Duration changesAreSeenWithin() {
        return InvalidationChannel.BOUND;
    }

    @Override
    public Optional<String> channelWarning() {
        return channel.warning();
    }

    @Override
    public Optional<Duration> channelAge() {
        return Optional.of(channel.age());
    }

    @Override
    public PoolUse poolUse() {
        return pool.use();
    }

    /** Returns the database's own clock, so that all nodes agree. */
    @Override
    public InstantSource clock(InstantSource system) {
        return time;
    }

    @Override
    public void compactFile() {
        // PostgreSQL does that by itself.
    }

    @Override
    public Optional<String> fileWarning() {
        return Optional.empty();
    }

    @Override
    public void close() {
        pool.close();
        channel.close();
    }

    static Pool connected(PostgresConnectionInfo address, String name, Timeouts timeouts) {
        try {
            return Pool.of(Postgres.pool(address, name, timeouts));
        } catch (PoolInitializationException e) {
            throw new DatabaseUnavailable("The database " + address.shown() + " cannot be used: " + why(e));
        }
    }

    // Other encodings cannot store most names, so creating tokens with such names would fail.
    private static void requireUnicode(Pool pool, PostgresConnectionInfo address) {
        String encoding = pool.jdbi()
                .withHandle(handle -> handle.createQuery("show server_encoding")
                        .mapTo(String.class)
                        .one());
        if (!encoding.equals("UTF8")) {
            throw new DatabaseUnavailable("The database " + address.shown() + " keeps text as " + encoding
                    + ", and Keyfob needs UTF8. Create another one: createdb --encoding=UTF8 --template=template0"
                    + " NAME. Existing data can be moved with db export of the version that wrote it, and db import.");
        }
    }

    private static DatabaseTime firstReading(Pool pool) {
        DatabaseTime time = new DatabaseTime();
        try (Connection connection = pool.connections().getConnection()) {
            time.readFrom(connection);
            return time;
        } catch (SQLException e) {
            pool.close();
            throw new DatabaseUnavailable("The database went away while it was opened. Try again.");
        }
    }

    private static String why(PoolInitializationException e) {
        String state =
                e.getCause() instanceof SQLException cause && cause.getSQLState() != null ? cause.getSQLState() : "";
        if (state.equals("3D000")) {
            return "there is no such database. Create it first: createdb.";
        }
        if (state.equals("57P03")) {
            return "it is starting or stopping. Try again shortly.";
        }
        // Class 53: insufficient resources.
        if (state.startsWith("53")) {
            return "it has no connection left. Keyfob takes up to "
                    + (Pool.CONNECTIONS + InvalidationChannel.CONNECTIONS)
                    + " for each server: raise max_connections, or let fewer programs use it.";
        }
        if (state.equals("42501")) {
            return "this user may not connect to it. Allow it: grant connect on database.";
        }
        // Class 28: unknown user, or wrong password.
        if (state.startsWith("28")) {
            return "it does not let this user in. Check the user and the password file.";
        }
        // 08004: a password or encryption is missing on one side.
        return state.equals("08004")
                ? "it does not let this user in. Check the user, the password file, and whether it is encrypted as the"
                        + " address asks (sslmode)."
                : "nothing answers there. Check the address, and whether PostgreSQL runs.";
    }
}
