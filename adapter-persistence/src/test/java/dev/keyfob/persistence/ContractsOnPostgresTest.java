package dev.keyfob.persistence;

/** A real PostgreSQL, as nodes use it together. */
class ContractsOnPostgresTest extends Contracts {

    @Override
    Database open() {
        return Database.onPostgres(PostgresServer.newMigrated());
    }
}
