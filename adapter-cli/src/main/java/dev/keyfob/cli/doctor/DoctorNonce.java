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
 * Proves to a running server that a request comes from whoever owns its data directory: a random text, which only that user
 * can write there and read. It is gone when it is closed.
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

    /** The one that is there now. Empty where there is none, or only a part of one. */
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
