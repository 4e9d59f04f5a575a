package dev.keyfob.persistence.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.keyfob.persistence.connection.Retry;
import dev.keyfob.persistence.connection.SqlExceptionTranslation;
import dev.keyfob.persistence.jdbi.Instants;
import dev.keyfob.persistence.jdbi.StorableText;
import dev.keyfob.persistence.schema.Migrations;
import org.jdbi.v3.core.Jdbi;

/** A pool of connections to a database. */
record Pool(HikariDataSource connections, Jdbi jdbi, Retry retry) {

    static final int CONNECTIONS = 24;

    static Pool upToDate(HikariConfig config, Runnable onNew) {
        return ofVersion(config, Migrations.NEWEST, onNew);
    }

    static Pool ofVersion(HikariConfig config, int version, Runnable onNew) {
        Pool pool = of(config);
        pool.orClose(() -> Migrations.bringTo(version, pool.connections(), onNew));
        return pool;
    }

    /** Opens a pool, whatever the schema of the database is. */
    static Pool of(HikariConfig config) {
        config.setPoolName("keyfob");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        HikariDataSource connections = new HikariDataSource(config);
        Jdbi jdbi = SqlExceptionTranslation.translatedOn(connections);
        Instants.registerWith(jdbi);
        StorableText.registerWith(jdbi);
        return new Pool(
                connections,
                jdbi,
                new Retry(() -> connections.getHikariPoolMXBean().softEvictConnections()));
    }

    /** Runs the work, and closes the pool if it fails. */
    void orClose(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    PoolUse use() {
        HikariPoolMXBean pool = connections.getHikariPoolMXBean();
        return new PoolUse(
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection(),
                CONNECTIONS);
    }

    void close() {
        connections.close();
    }
}
