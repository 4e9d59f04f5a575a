package dev.keyfob.persistence.backup;

import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.Transactions;
import java.nio.file.Path;

/** A database at a known version of the schema, which may be an earlier one. */
public interface VersionedDatabase extends AutoCloseable {

    Archive archive();

    Transactions transactions();

    @Override
    void close();

    /** Opens the database in a directory, and creates its schema or upgrades it to that version. */
    interface Opening {

        VersionedDatabase open(Path directory, int version);
    }
}
