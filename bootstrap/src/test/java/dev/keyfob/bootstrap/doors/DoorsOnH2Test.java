package dev.keyfob.bootstrap.doors;

import dev.keyfob.persistence.Database;

class DoorsOnH2Test extends DoorsTable {

    @Override
    Database open() {
        return Database.inMemory();
    }
}
