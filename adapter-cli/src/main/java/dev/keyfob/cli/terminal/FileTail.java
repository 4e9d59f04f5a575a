package dev.keyfob.cli.terminal;

import dev.keyfob.cli.exit.CommandFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the end of a file that an option names, in the process of the caller and with the caller's permissions. */
final class FileTail {

    private static final int LONGEST_END = 512 * 1024;

    private FileTail() {}

    static String read(String path) {
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
