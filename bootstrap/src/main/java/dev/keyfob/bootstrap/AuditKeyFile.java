package dev.keyfob.bootstrap;

import dev.keyfob.persistence.audit.AuditKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The file with the key of the audit log, which nobody but its owner may read or write. */
final class AuditKeyFile {

    private static final int LONGEST = 4096;

    private AuditKeyFile() {}

    static byte[] read(Path file) {
        try {
            String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!permissions.endsWith("------")) {
                throw new SettingsError("Others on this machine can get at the key in " + file
                        + " (audit.key_file). Take that away first: chmod 600 " + file);
            }
            byte[] key =
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().getBytes(StandardCharsets.ISO_8859_1);
            if (key.length < AuditKey.SHORTEST || key.length > LONGEST) {
                throw new SettingsError("The key in " + file + " (audit.key_file) has " + key.length
                        + " bytes. It takes " + AuditKey.SHORTEST + " to " + LONGEST
                        + ": head -c 32 /dev/urandom | base64 > " + file);
            }
            return key;
        } catch (IOException e) {
            throw new SettingsError(
                    "The file " + file + " of audit.key_file cannot be read. Check its path and its owner.");
        }
    }
}
