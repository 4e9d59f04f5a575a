package dev.keyfob.persistence;

class WebhookRacesOnPostgresTest extends WebhookRaces {

    @Override
    Database open() {
        return PatientDatabase.onPostgres(PostgresServer.newMigrated());
    }
}
