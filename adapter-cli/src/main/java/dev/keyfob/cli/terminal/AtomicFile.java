package dev.keyfob.cli.terminal;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A local file that only its owner can read. The content is written to a temporary file in the same directory, forced
 * to disk, and moved into place, so a reader sees either the old file or the complete new one.
 */
final class AtomicFile implements OutputFile {

    private final Path place;
    private final boolean replace;
    private final Path written;
    private final FileOutputStream file;
    private final OutputStream bytes;
    private boolean isKept;

    private AtomicFile(Path place, boolean replace, Path written, FileOutputStream file) {
        this.place = place;
        this.replace = replace;
        this.written = written;
        this.file = file;
        this.bytes = new BufferedOutputStream(file, 1 << 16);
    }

    /** Creates the temporary file. Refuses with FILE_TAKEN if the place is taken and {@code replace} is false. */
    static AtomicFile at(Path place, boolean replace) {
        Path absolute = place.toAbsolutePath().normalize();
        requireFree(absolute, replace);
        try {
            Path written = Files.createTempFile(
                    absolute.getParent(),
                    "." + absolute.getFileName() + ".",
                    ".partial",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            // Also deletes the temporary file after Ctrl+C.
            written.toFile().deleteOnExit();
            return new AtomicFile(absolute, replace, written, new FileOutputStream(written.toFile()));
        } catch (IOException e) {
            throw cannotBeWritten(absolute);
        }
    }

    private static void requireFree(Path place, boolean replace) {
        if (place.getFileName() == null
                || Files.exists(place) && !Files.isRegularFile(place)
                || Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailed(place + " is not a file. Name a file.");
        }
        if (!replace && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(place);
        }
    }

    @Override
    public OutputStream bytes() {
        return bytes;
    }

    @Override
    public void keep() {
        try {
            bytes.flush();
            file.getFD().sync();
            bytes.close();
            if (replace) {
                Files.move(written, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(written, place);
            }
            isKept = true;
        } catch (FileAlreadyExistsException e) {
            throw taken(place);
        } catch (IOException e) {
            throw cannotBeWritten(place);
        }
    }

    @Override
    public void close() {
        if (!isKept) {
            try {
                file.close();
                Files.deleteIfExists(written);
            } catch (IOException e) {
                throw new CommandFailed("The file " + written + " could not be removed. Remove it.");
            }
        }
    }

    private static Refusal taken(Path place) {
        return new Refusal(
                Reason.FILE_TAKEN,
                "There is already a file " + place
                        + ". Name another one, or take that one away first; db export replaces it with --force.");
    }

    private static CommandFailed cannotBeWritten(Path place) {
        return new CommandFailed("The file " + place
                + " cannot be written. Is the directory there, may this user write into it, and is there room?");
    }
}
