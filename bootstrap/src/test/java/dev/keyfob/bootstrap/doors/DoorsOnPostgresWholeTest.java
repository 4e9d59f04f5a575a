package dev.keyfob.bootstrap.doors;

import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import org.junit.jupiter.api.Tag;

@Tag("whole")
class DoorsOnPostgresWholeTest extends DoorsTable {

    @Override
    Database open() {
        return Database.onPostgres(PostgresServer.newMigrated());
    }
}
