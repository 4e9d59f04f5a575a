package dev.keyfob.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Proves to a running server that a request comes from the owner of its data directory. The nonce is a random text in a
 * file that only this user can create and read. Closing it deletes the file.
 */
public final class DoctorNonce implements AutoCloseable {

    private static final String FILE = "keyfob.doctor";
    private static final int BYTES = 32;

    private final Path file;
    private final String value;

    private DoctorNonce(Path file, String value) {
        this.file = file;
        this.value = value;
    }

    static DoctorNonce write(Path directory) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        DoctorNonce nonce =
                new DoctorNonce(directory.resolve(FILE), HexFormat.of().formatHex(random));
        Files.deleteIfExists(nonce.file);
        Files.createFile(
                nonce.file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(nonce.file, nonce.value, StandardCharsets.US_ASCII);
        return nonce;
    }

    /** Reads the current nonce. Empty if there is none, or if it is incomplete. */
    public static Optional<String> read(Path directory) {
        try {
            String value = Files.readString(directory.resolve(FILE), StandardCharsets.US_ASCII);
            return Optional.of(value).filter(text -> text.length() == 2 * BYTES);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String value() {
        return value;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
