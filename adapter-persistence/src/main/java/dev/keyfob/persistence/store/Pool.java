package dev.keyfob.persistence.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keyfob.persistence.connection.Failures;
import dev.keyfob.persistence.connection.Retry;
import dev.keyfob.persistence.jdbi.Instants;
import dev.keyfob.persistence.jdbi.Texts;
import dev.keyfob.persistence.schema.Migrations;
import org.jdbi.v3.core.Jdbi;

/** Connections to a database whose schema has the wanted version. */
record Pool(HikariDataSource connections, Jdbi jdbi, Retry retry) {

    static final int CONNECTIONS = 24;

    static Pool upToDate(HikariConfig config, Runnable onNew) {
        return ofVersion(config, Migrations.NEWEST, onNew);
    }

    // Where the schema cannot be brought to the version, nothing stays open.
    static Pool ofVersion(HikariConfig config, int version, Runnable onNew) {
        config.setPoolName("keyfob");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        HikariDataSource connections = new HikariDataSource(config);
        try {
            Migrations.bringTo(version, connections, onNew);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
        Jdbi jdbi = Failures.translatedOn(connections);
        Instants.registerWith(jdbi);
        Texts.registerWith(jdbi);
        return new Pool(
                connections,
                jdbi,
                new Retry(() -> connections.getHikariPoolMXBean().softEvictConnections()));
    }

    void close() {
        connections.close();
    }
}
