package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** A directory that nobody but its owner can enter, and the database files in it. */
public final class DataDirectory {

    public static final String FILE_PREFIX = "keyfob";
    private static final String DATABASE_ENDING = ".mv.db";
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    public static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /** Makes the directory, or closes to others one that is empty or ours. Any other is left as it is, and refused. */
    public static DataDirectory open(Path wanted) {
        Path path = absolute(wanted);
        try {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
            }
            if (!Files.getPosixFilePermissions(path).equals(OWNER_ONLY_DIRECTORY)) {
                requireOnlyOurs(path);
                Files.setPosixFilePermissions(path, OWNER_ONLY_DIRECTORY);
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("The data directory " + path
                    + " cannot be made or entered. Name a directory that this user may write.");
        }
        return new DataDirectory(path);
    }

    /** False where there is a database, and where nobody can tell. */
    public static boolean isWithoutData(Path wanted) {
        return Files.notExists(absolute(wanted).resolve(FILE_PREFIX + DATABASE_ENDING));
    }

    // The path becomes a part of H2's address, where ; begins a setting (one of them runs SQL) and \ is another /.
    private static Path absolute(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        if (path.toString().chars().anyMatch(c -> c == ';' || c == '\\' || Character.isISOControl(c))) {
            throw new DatabaseUnavailable("The data directory " + path
                    + " has a ; or a \\ or a control character in its path, which H2 would read as something else."
                    + " Name a directory without one.");
        }
        return path;
    }

    /** Where H2 keeps its file, without the ending that H2 adds. */
    public Path database() {
        return path.resolve(FILE_PREFIX);
    }

    /** H2 makes its files readable by everyone whom the directory lets in; the directory lets in nobody. */
    public void closeFilesToOthers() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(DataDirectory::isOurs).toList()) {
                Files.setPosixFilePermissions(file, OWNER_ONLY_FILE);
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The files in " + path + " cannot be closed to other users." + " Let this user own them.");
        }
    }

    private static void requireOnlyOurs(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            if (!files.allMatch(DataDirectory::isOurs)) {
                throw new DatabaseUnavailable("The data directory " + path + " can be read by other users and holds"
                        + " files that are not Keyfob's. Name an empty directory, or close this one: chmod 700.");
            }
        }
    }

    private static boolean isOurs(Path file) {
        return file.getFileName().toString().startsWith(FILE_PREFIX + ".");
    }
}
