package dev.keyfob.persistence;

import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.util.List;

/** Runs the races on two nodes. */
class RotationRacesOnPostgresTest extends RotationRaces {

    @Override
    List<Database> open() {
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        return List.of(PatientDatabase.onPostgres(address), Database.onPostgres(address));
    }
}
