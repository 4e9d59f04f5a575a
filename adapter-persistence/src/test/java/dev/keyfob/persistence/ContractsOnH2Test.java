package dev.keyfob.persistence;

/** Runs the contracts on H2 in memory, as the demo uses it. */
class ContractsOnH2Test extends Contracts {
    @Override
    Database open() {
        return Database.inMemory();
    }
}
