package dev.keyfob.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that an option names, on the machine and by the user of whoever gave the command. */
public final class LocalFiles {

    private static final int LONGEST_END = 512 * 1024;

    private LocalFiles() {}

    /** Never writes over a file: what is there may be all that is left. */
    public static PrintWriter create(String path) {
        try {
            return new PrintWriter(new OutputStreamWriter(
                    Channels.newOutputStream(FileChannel.open(
                            Path.of(path),
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))),
                    StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed("The file " + path + " is there already, and was left as it is. Name another.");
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailed("The file " + path
                    + " cannot be made. Name one in a directory that is there and that you may write.");
        }
    }

    public static String end(String path) {
        try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LONGEST_END, file.size()));
            file.position(file.size() - bytes.capacity());
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailed("The file " + path + " cannot be read. Check its path and its owner.");
        }
    }
}
