package dev.keyfob.persistence;

import org.junit.jupiter.api.Tag;

@Tag("whole")
class MailRacesOnPostgresWholeTest extends MailRaces {

    @Override
    Database open() {
        return PatientDatabase.onPostgres(PostgresServer.newMigrated());
    }
}
