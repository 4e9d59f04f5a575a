package dev.keyfob.persistence;

class RacesOnPostgresTest extends Races {

    @Override
    Database open() {
        return Database.onPostgres(PostgresServer.newMigrated());
    }
}
