package dev.keyfob.persistence;

class WebhookRacesOnPostgresTest extends WebhookRaces {

    @Override
    Database open() {
        return Database.onPostgres(PostgresServer.newMigrated());
    }
}
