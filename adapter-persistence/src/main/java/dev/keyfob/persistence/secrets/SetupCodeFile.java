package dev.keyfob.persistence.secrets;

import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.persistence.connection.DataDirectory;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores the set-up code in a file of the data directory that only its owner can read. The first line is the code, and
 * the second the time when it was created. Backups do not contain it.
 */
public final class SetupCodeFile implements SetupCodes {

    private final Path file;

    private SetupCodeFile(Path file) {
        this.file = file;
    }

    public static SetupCodes inDirectory(Path directory) {
        return new SetupCodeFile(
                directory.toAbsolutePath().normalize().resolve(DataDirectory.FILE_PREFIX + ".setup.code"));
    }

    /**
     * Returns an empty store, for an installation without a directory that every node, and only the operator, can read.
     */
    public static SetupCodes none() {
        return new None();
    }

    @Override
    public Optional<String> put(OneTimeCode code, Instant issuedAt) {
        try {
            Path beginning = Files.createTempFile(
                    file.getParent(),
                    DataDirectory.FILE_PREFIX + ".setup",
                    ".new",
                    PosixFilePermissions.asFileAttribute(DataDirectory.OWNER_ONLY_FILE));
            try {
                Files.writeString(beginning, code.reveal() + "\n" + issuedAt + "\n", StandardCharsets.US_ASCII);
                // Replaced in one step, so that a reader never sees half of it.
                Files.move(beginning, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beginning);
            }
            return Optional.of(file.toString());
        } catch (IOException | UnsupportedOperationException e) {
            throw new DatabaseUnavailable("The set-up code cannot be written into " + file
                    + ". Make room there, or let this user write there.");
        }
    }

    // Content that Keyfob did not write is not a code.
    @Override
    public Optional<IssuedCode> find() {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return lines.size() < 2
                    ? Optional.empty()
                    : OneTimeCode.parse(lines.get(0))
                            .map(code -> IssuedCode.of(
                                    code, CodePurpose.FIRST_ACCOUNT, Optional.empty(), Instant.parse(lines.get(1))));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The set-up code in " + file + " cannot be removed. It is of no use any more: remove it by hand.");
        }
    }

    /** Stores no code. */
    private record None() implements SetupCodes {
        @Override
        public Optional<String> put(OneTimeCode code, Instant issuedAt) {
            return Optional.empty();
        }

        @Override
        public Optional<IssuedCode> find() {
            return Optional.empty();
        }

        @Override
        public void remove() {
            // There is no code to remove.
        }
    }
}
