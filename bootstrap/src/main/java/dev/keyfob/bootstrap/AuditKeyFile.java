package dev.keyfob.bootstrap;

import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.connection.SecretFile;
import dev.keyfob.persistence.connection.UnusableFile;
import java.nio.charset.StandardCharsets;

/** Reads the key of the audit log from its file. {@link SecretFile} refuses a file that other users can access. */
final class AuditKeyFile {

    private static final int LONGEST = 4096;

    private AuditKeyFile() {}

    static byte[] read(String file) {
        try {
            byte[] key = new String(SecretFile.read(file, Setting.AUDIT_KEY_FILE.key), StandardCharsets.ISO_8859_1)
                    .strip()
                    .getBytes(StandardCharsets.ISO_8859_1);
            if (key.length < HmacAuditMac.SHORTEST || key.length > LONGEST) {
                throw new SettingsError("The key in " + file + " (audit.key_file) has " + key.length
                        + " bytes. It takes " + HmacAuditMac.SHORTEST + " to " + LONGEST
                        + ": head -c 32 /dev/urandom | base64 > " + file);
            }
            return key;
        } catch (UnusableFile e) {
            throw new SettingsError(e.getMessage());
        }
    }
}
