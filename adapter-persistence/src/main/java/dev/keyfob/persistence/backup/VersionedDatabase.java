package dev.keyfob.persistence.backup;

import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.Transactions;
import java.nio.file.Path;

/** A database whose schema is of a known version, which may be an earlier one. */
public interface VersionedDatabase extends AutoCloseable {

    Archive archive();

    Transactions transactions();

    @Override
    void close();

    /** Opens a database in a directory, and makes its schema at that version where there is none. */
    interface Opening {

        VersionedDatabase open(Path directory, int version);
    }
}
