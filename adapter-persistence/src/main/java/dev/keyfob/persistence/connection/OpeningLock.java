package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Held while a database file is opened or replaced, so that nobody opens one that is about to be replaced. H2's own lock
 * is on the file itself, and goes with it.
 */
public final class OpeningLock implements AutoCloseable {

    private final FileChannel channel;

    private OpeningLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty where another holds it. */
    public static Optional<OpeningLock> tryTake(DataDirectory directory) {
        Path file = directory.file("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(DataDirectory.OWNER_ONLY_FILE));
            if (isLocked(channel)) {
                return Optional.of(new OpeningLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The file " + file + " cannot be made. Is the disk full, or read-only?");
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The database was opened, and its lock cannot be let go. Start again.");
        }
    }
}
