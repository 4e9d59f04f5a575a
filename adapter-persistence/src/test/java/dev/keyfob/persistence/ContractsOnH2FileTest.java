package dev.keyfob.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** H2 on a file, as a server uses it. */
class ContractsOnH2FileTest extends Contracts {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return Database.inDirectory(directory.resolve("one"), text -> {});
    }

    @Override
    Database openAnother() {
        return Database.inDirectory(directory.resolve("another"), text -> {});
    }
}
