package dev.keyfob.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Checks that this user can read a file with a key or a password, and that not everyone can. */
public final class SecretFileCheck implements Check {

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final String setting;
    private final Path file;

    /** {@code setting} is the name of the setting that names the file. */
    public SecretFileCheck(String setting, Path file) {
        this.setting = setting;
        this.file = file;
    }

    // If there is no such file, the path is not printed, because some users put the secret itself there.
    @Override
    public CheckResult look() {
        if (!Files.isRegularFile(file)) {
            return CheckResult.failure(
                    setting,
                    "It names a file that does not exist.",
                    "Give the path of a file, never the secret itself.");
        }
        if (!Files.isReadable(file)) {
            return CheckResult.failure(
                    setting, file + " is not readable by this user.", "chown or chmod the file for this user.");
        }
        try {
            if (Files.size(file) == 0) {
                return CheckResult.failure(
                        setting, file + " is empty.", "Restore it from its copy, or create a new one.");
            }
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)
                    ? CheckResult.warning(
                            setting, "All users of this machine can read " + file + ".", "chmod o-rwx " + file)
                    : CheckResult.ok(setting, file + " can be read.");
        } catch (IOException e) {
            return CheckResult.failure(setting, file + " cannot be examined.", "Let this user read it.");
        }
    }
}
