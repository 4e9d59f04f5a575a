package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock that is held while a database file is opened or replaced, so that no process opens a file that is about to be
 * replaced. H2 locks the file itself, so its lock disappears with the file.
 */
public final class OpeningLock implements AutoCloseable {

    /**
     * The locks of this process. Under POSIX rules, opening and closing a lock file once more would release its lock.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private OpeningLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, or returns empty if another thread or process holds it. */
    public static Optional<OpeningLock> tryTake(DataDirectory directory) {
        Path file = directory.file("lock");
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        boolean isTaken = false;
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(DataDirectory.OWNER_ONLY_FILE));
            if (isLocked(channel)) {
                isTaken = true;
                return Optional.of(new OpeningLock(file, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The file " + file + " cannot be made. Is the disk full, or read-only?");
        } finally {
            if (!isTaken) {
                HELD.remove(file);
            }
        }
    }

    // This process may hold the lock already, under another path of the directory.
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
            throw new DatabaseUnavailable("The database was opened, but its lock cannot be released. Start again.");
        } finally {
            HELD.remove(file);
        }
    }
}
