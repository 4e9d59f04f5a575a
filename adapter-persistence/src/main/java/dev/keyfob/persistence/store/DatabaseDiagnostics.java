package dev.keyfob.persistence.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.persistence.audit.JdbiAuditChain;
import dev.keyfob.persistence.connection.DataDirectory;
import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.connection.Postgres;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.persistence.connection.Timeouts;
import dev.keyfob.persistence.schema.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The result of inspecting data. An inspection creates, migrates and changes nothing.
 *
 * @param clockDifference by how much the database's clock is ahead of this machine's
 * @param details empty if this version cannot read the schema
 */
public record DatabaseDiagnostics(Migrations.State schema, Duration clockDifference, Optional<Details> details) {

    /**
     * Facts from the tables.
     *
     * @param latestTime the newest stored time, before which the clock of a node does not start
     * @param height the number of the latest record of the audit log
     * @param isHeadThere whether that record exists and no record is outside the chain
     */
    public record Details(Instant latestTime, long height, boolean isHeadThere) {}

    /** Inspects the data in a directory. Throws if another process has the file open, or if it cannot be read. */
    public static DatabaseDiagnostics inDirectory(Path directory) {
        if (DataDirectory.isWithoutData(directory)) {
            return new DatabaseDiagnostics(Migrations.State.NONE, Duration.ZERO, Optional.empty());
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + DataDirectory.databaseIn(directory)
                + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0");
        try {
            return of(Pool.of(config), Duration.ZERO);
        } catch (PoolInitializationException e) {
            throw new DatabaseUnavailable("The database in " + directory.toAbsolutePath()
                    + " cannot be read. A server at another address or port has it open, or its file is damaged.");
        }
    }

    /** Inspects a PostgreSQL database. Throws if it cannot be used. {@code here} is this machine's clock. */
    public static DatabaseDiagnostics onPostgres(PostgresConnectionInfo address, InstantSource here) {
        Pool pool = PostgresStore.connected(address, Postgres.ownName(), Timeouts.OF_POSTGRES);
        DatabaseTime there = new DatabaseTime();
        pool.orClose(() -> {
            try (Connection connection = pool.connections().getConnection()) {
                there.readFrom(connection);
            } catch (SQLException e) {
                throw new DatabaseUnavailable("The database went away while it was read. Try again.");
            }
        });
        return of(pool, Duration.between(here.instant(), there.instant()));
    }

    private static DatabaseDiagnostics of(Pool pool, Duration clockDifference) {
        try {
            Migrations.State schema = Migrations.stateOf(pool.connections());
            boolean isReadable = schema == Migrations.State.SAME || schema == Migrations.State.NEWER;
            return new DatabaseDiagnostics(
                    schema, clockDifference, isReadable ? Optional.of(detailsIn(pool)) : Optional.empty());
        } finally {
            pool.close();
        }
    }

    private static Details detailsIn(Pool pool) {
        JdbiAuditChain chain = new JdbiAuditChain(pool.jdbi());
        ChainEnds ends = chain.ends();
        boolean isHeadThere = ends.count() == 0
                || chain.read(ends.head().number() - 1, 1).stream()
                        .anyMatch(record -> record.position().equals(ends.head()));
        Instant latest = pool.jdbi()
                .withHandle(handle -> handle.createQuery("select at from newest_time where id = 1")
                        .mapTo(Instant.class)
                        .one());
        return new Details(
                latest,
                ends.head().number(),
                isHeadThere && chain.findBeside(ends).isEmpty());
    }
}
