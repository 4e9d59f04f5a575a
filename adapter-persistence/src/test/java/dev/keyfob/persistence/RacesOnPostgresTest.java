package dev.keyfob.persistence;

class RacesOnPostgresTest extends Races {

    @Override
    Database open() {
        return PatientDatabase.onPostgres(PostgresServer.newMigrated());
    }
}
