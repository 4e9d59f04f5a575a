package dev.keyfob.persistence;

import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.persistence.connection.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Opens databases whose timeouts a busy machine does not reach. With the usual ones, threads that queue for a row or a
 * connection would fail after seconds.
 */
public final class PatientDatabase {

    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofMinutes(2), Duration.ofMinutes(2));

    private PatientDatabase() {}

    public static Database onPostgres(PostgresConnectionInfo address) {
        return Database.onPostgres(address, () -> {}, TIMEOUTS);
    }

    public static Database inDirectory(Path path) {
        return inDirectory(path, "file:");
    }

    /** {@code onBroken} is called when the database breaks. */
    public static Database inDirectory(Path path, Consumer<String> onBroken) {
        return Database.inDirectory(path, "file:", onBroken, TIMEOUTS);
    }

    static Database inDirectory(Path path, String fileSystem) {
        return Database.inDirectory(path, fileSystem, text -> {}, TIMEOUTS);
    }
}
