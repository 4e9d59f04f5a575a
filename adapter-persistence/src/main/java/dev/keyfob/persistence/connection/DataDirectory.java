package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.stream.Stream;

/** The data directory, which only its owner can enter, and the database files in it. */
public final class DataDirectory {

    public static final String FILE_PREFIX = "keyfob";
    private static final String DATABASE_ENDING = ".mv.db";
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    public static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Opens the directory, and creates it if it does not exist. An existing directory must belong to this user. If
     * others have access to it, that access is removed, unless the directory contains files that are not Keyfob's: then
     * it is refused and not changed.
     */
    public static DataDirectory open(Path wanted) {
        Path path = absolute(wanted);
        try {
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
            }
            requireOwner(path);
            if (!Files.getPosixFilePermissions(path).equals(OWNER_ONLY_DIRECTORY)) {
                requireOnlyOurs(path);
                Files.setPosixFilePermissions(path, OWNER_ONLY_DIRECTORY);
            }
            eachFileOfOurs(path, DataDirectory::requireSound);
        } catch (IOException e) {
            throw new DatabaseUnavailable("The data directory " + path + " cannot be made or entered. "
                    + FileOwner.obstacle(path).map(sentence -> sentence + " ").orElse("")
                    + "Run this as the user whose data it is, or name a directory that this user may write.");
        }
        return new DataDirectory(path);
    }

    // This includes root, because the owner could not open files that root creates.
    private static void requireOwner(Path path) throws IOException {
        UserPrincipal owner = Files.getOwner(path);
        if (!owner.equals(FileOwner.us()) && !isOwnerOfWhatWeMake(owner, path)) {
            throw new DatabaseUnavailable("The data directory " + path + " belongs to the user " + owner.getName()
                    + ", and this command runs as " + FileOwner.us().getName() + ". Run it as " + owner.getName()
                    + " (sudo -u; in a container, by its user), and give that user its files: chown -R "
                    + owner.getName() + " " + path + ". If a volume must belong to another user, name a"
                    + " directory in it that does not exist yet, such as " + path.resolve("data")
                    + ". Keyfob creates it.");
        }
    }

    // Some network file systems report one owner for every file.
    private static boolean isOwnerOfWhatWeMake(UserPrincipal owner, Path path) {
        try {
            Path made = Files.createTempFile(path, FILE_PREFIX + ".", ".owner");
            try {
                return Files.getOwner(made).equals(owner);
            } finally {
                Files.delete(made);
            }
        } catch (IOException e) {
            return false;
        }
    }

    // Before the directory was closed, another user may have left a link to another file here, or a file for Keyfob to
    // read later.
    private static void requireSound(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean isLinkOrDirectory = attributes.isSymbolicLink() || attributes.isDirectory();
        if (isLinkOrDirectory || !FileOwner.isOwnerOfDirectory(file)) {
            throw new DatabaseUnavailable("The path " + file + " is "
                    + (isLinkOrDirectory
                            ? "a link or a directory, not a file"
                            : "a file of the user "
                                    + Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
                                            .getName())
                    + ". Keyfob uses only files of the user who runs it, "
                    + FileOwner.us().getName()
                    + ": find out who put it there, then remove it or give it to that user (chown).");
        }
    }

    // Another process that opens or closes the database may remove a file at the same time.
    private static void eachFileOfOurs(Path path, FileWork work) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(DataDirectory::isOurs).toList()) {
                try {
                    work.on(file);
                } catch (NoSuchFileException gone) {
                    continue;
                }
            }
        }
    }

    /** An action on a file, which can fail. */
    private interface FileWork {
        void on(Path file) throws IOException;
    }

    /** Returns false if there is a database, or if that cannot be determined. */
    public static boolean isWithoutData(Path wanted) {
        return Files.notExists(absolute(wanted).resolve(FILE_PREFIX + DATABASE_ENDING));
    }

    /** Returns the path of H2's file in that directory, without the suffix that H2 adds. Creates nothing. */
    public static Path databaseIn(Path wanted) {
        return absolute(wanted).resolve(FILE_PREFIX);
    }

    // The path becomes part of H2's URL, where ; begins a setting (one of them runs SQL) and \ means /.
    private static Path absolute(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        if (path.toString().chars().anyMatch(c -> c == ';' || c == '\\' || Character.isISOControl(c))) {
            throw new DatabaseUnavailable("The data directory " + path
                    + " has a ; or a \\ or a control character in its path, which H2 would read as something else."
                    + " Name a directory without one.");
        }
        return path;
    }

    public boolean hasDatabase() {
        return !isWithoutData(path);
    }

    /** Returns the path of H2's file, without the suffix that H2 adds. */
    public Path database() {
        return path.resolve(FILE_PREFIX);
    }

    /** Returns the path of one of Keyfob's files in the directory. */
    public Path file(String ending) {
        return path.resolve(FILE_PREFIX + "." + ending);
    }

    /**
     * Makes the files accessible to their owner only. H2 creates them with the default permissions, and only the
     * directory protects them until then.
     */
    public void closeFilesToOthers() {
        try {
            eachFileOfOurs(path, file -> Files.setPosixFilePermissions(file, OWNER_ONLY_FILE));
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The files in " + path + " cannot be closed to other users. Let this user own them.");
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
