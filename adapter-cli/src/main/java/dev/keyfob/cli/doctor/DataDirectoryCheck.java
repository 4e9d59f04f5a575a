package dev.keyfob.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Checks that the data directory exists, belongs to this user, is closed to others, and has free space. */
public final class DataDirectoryCheck implements Check {

    private static final String NAME = "data directory";
    private static final long LEAST_ROOM_IN_MEGABYTES = 200;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private final String user;

    public DataDirectoryCheck(Path directory, String user) {
        this.directory = directory;
        this.user = user;
    }

    @Override
    public CheckResult look() {
        if (!Files.exists(directory)) {
            return CheckResult.failure(
                    NAME, "There is no directory " + directory + ".", "Check the name. serve creates a new directory.");
        }
        if (!Files.isDirectory(directory)) {
            return CheckResult.failure(NAME, directory + " is not a directory.", "Name a directory in --data.");
        }
        try {
            String owner = Files.getOwner(directory).getName();
            if (!owner.equals(user)) {
                return CheckResult.failure(
                        NAME,
                        directory + " belongs to " + owner + ", and you are " + user + ".",
                        "Run the command as that user: sudo -u " + owner + " keyfob doctor");
            }
            if (!Files.isWritable(directory)) {
                return CheckResult.failure(NAME, directory + " cannot be written to.", "chmod u+rwx " + directory);
            }
            if (Files.getPosixFilePermissions(directory).stream().anyMatch(OTHERS::contains)) {
                return CheckResult.warning(
                        NAME, "Others on this machine can enter " + directory + ".", "chmod go-rwx " + directory);
            }
            long room = Files.getFileStore(directory).getUsableSpace() / (1024 * 1024);
            return room < LEAST_ROOM_IN_MEGABYTES
                    ? CheckResult.warning(
                            NAME, "Only " + room + " MB are left on the disk of " + directory + ".", "Make room there.")
                    : CheckResult.ok(NAME, directory + " is yours alone, with " + room + " MB of room.");
        } catch (IOException e) {
            return CheckResult.failure(NAME, directory + " cannot be examined.", "Let this user read it.");
        }
    }
}
