package dev.keyfob.persistence;

import dev.keyfob.persistence.connection.PostgresAddress;
import java.util.List;

/** Two nodes. */
class RotationRacesOnPostgresTest extends RotationRaces {

    @Override
    List<Database> open() {
        PostgresAddress address = PostgresServer.newMigrated();
        return List.of(Database.onPostgres(address), Database.onPostgres(address));
    }
}
