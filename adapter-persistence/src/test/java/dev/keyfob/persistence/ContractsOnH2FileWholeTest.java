package dev.keyfob.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Runs the contracts on H2 with a file, as a server uses it. */
@Tag("whole")
class ContractsOnH2FileWholeTest extends Contracts {

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
