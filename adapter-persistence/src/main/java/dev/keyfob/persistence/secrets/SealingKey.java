package dev.keyfob.persistence.secrets;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.persistence.connection.DataDirectory;
import dev.keyfob.persistence.connection.SecretFile;
import dev.keyfob.persistence.connection.UnusableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * The key for secrets that Keyfob must be able to decrypt, but a reader of the database must not: 256 bits, in a file
 * outside the database. It is read when it is first needed, so that an installation without webhooks needs no file.
 */
public final class SealingKey {

    private static final int BYTES = 32;

    private final Supplier<byte[]> source;

    private SealingKey(Supplier<byte[]> source) {
        this.source = source;
    }

    /** Returns the key in a file that the operator created. */
    public static SealingKey inFile(Path file) {
        return new SealingKey(() -> read(file));
    }

    /** Returns the key of a data directory, which is created when it is first needed. */
    public static SealingKey ofDirectory(Path directory) {
        Path file = directory.resolve(DataDirectory.FILE_PREFIX + ".webhook.key");
        return new SealingKey(() -> {
            if (!Files.exists(file)) {
                make(file);
            }
            return read(file);
        });
    }

    /** Returns a key that exists only in this process, for a database in memory. */
    public static SealingKey ofThisProcess() {
        byte[] key = newKey();
        return new SealingKey(() -> key);
    }

    /** Returns the key of an installation that has not named one. Every use of it is refused. */
    public static SealingKey none() {
        return new SealingKey(() -> {
            throw missing(
                    "Webhooks need a key that their signing secrets are sealed with, and with PostgreSQL it is in a"
                            + " file that you make: (umask 077; head -c 32 /dev/urandom | base64 > webhook.key). Name"
                            + " it in webhooks.key_file on every node, also for commands (KEYFOB_WEBHOOKS_KEY_FILE).");
        });
    }

    public SealedBox seal() {
        return new SealedBox(source.get());
    }

    private static byte[] read(Path file) {
        try {
            byte[] read = SecretFile.read(file.toString(), "webhooks.key_file");
            byte[] key = Base64.getDecoder().decode(new String(read, StandardCharsets.ISO_8859_1).strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (UnusableFile e) {
            throw missing(e.getMessage());
        } catch (IllegalArgumentException e) {
            // Reported below, without quoting the file's content.
        }
        throw missing(
                "The file " + file + " does not hold a key: 32 random bytes in base64. Create one: (umask 077; head -c"
                        + " 32 /dev/urandom | base64 > " + file + ")");
    }

    // Creates the complete file in one step and never replaces one, because two processes may create it at the same
    // time.
    private static void make(Path file) {
        try {
            Path beginning = Files.createTempFile(
                    file.getParent(),
                    DataDirectory.FILE_PREFIX + ".webhook",
                    ".new",
                    PosixFilePermissions.asFileAttribute(DataDirectory.OWNER_ONLY_FILE));
            try {
                // The key must be on disk before it is used. Otherwise a power cut could leave encrypted data without
                // its key.
                try (FileChannel channel = FileChannel.open(beginning, StandardOpenOption.WRITE)) {
                    String key = Base64.getEncoder().encodeToString(newKey()) + "\n";
                    channel.write(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
                    channel.force(true);
                }
                Files.createLink(file, beginning);
                try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                    directory.force(true);
                }
            } catch (FileAlreadyExistsException e) {
                // Another process has created the key, and this process uses that one.
            } finally {
                Files.delete(beginning);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw missing(
                    "The file " + file + " with the key of the webhooks cannot be made. May this user write there?");
        }
    }

    private static byte[] newKey() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static Refusal missing(String what) {
        return new Refusal(Reason.WEBHOOK_KEY_MISSING, what);
    }
}
