package dev.keyfob.persistence;

/** Runs the contracts on a real PostgreSQL, as several nodes use it. */
class ContractsOnPostgresTest extends Contracts {

    @Override
    Database open() {
        return PatientDatabase.onPostgres(PostgresServer.newMigrated());
    }
}
