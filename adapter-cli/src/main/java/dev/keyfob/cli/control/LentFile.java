package dev.keyfob.cli.control;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.terminal.OutputFile;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.Refusal;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The client's side of a file that a command on the server creates or reads. The client opens the file itself, with its
 * own permissions and in its own working directory. It opens only files that the command names, and replaces a file
 * only with {@code --force}. Otherwise a server that runs as a less privileged user could make the client write any
 * file.
 */
final class LentFile implements AutoCloseable {

    private final Terminal terminal;
    private final List<String> command;
    private final DataOutputStream server;
    private Optional<OutputFile> file = Optional.empty();

    LentFile(Terminal terminal, List<String> command, DataOutputStream server) {
        this.terminal = terminal;
        this.command = command;
        this.server = server;
    }

    void make(String name, boolean replace) throws IOException {
        requireDataLocation(name);
        if (replace && !command.contains("--force")) {
            throw new IOException("a file that nobody asked for");
        }
        answer(() -> {
            file = Optional.of(terminal.makeFile(name, replace));
            return "";
        });
    }

    void write(byte[] bytes) throws IOException {
        try {
            file.orElseThrow(() -> new IOException("bytes without a file"))
                    .bytes()
                    .write(bytes);
        } catch (IOException e) {
            throw new CommandFailed("The file could not be written completely. Is the disk full?");
        }
    }

    void keep() throws IOException {
        answer(() -> {
            file.orElseThrow().keep();
            return "";
        });
    }

    @Override
    public void close() {
        file.ifPresent(OutputFile::close);
    }

    /** Sends the end of an existing file. */
    void end(String name) throws IOException {
        requireDataLocation(name);
        answer(() -> terminal.endOfFile(name));
    }

    private void requireDataLocation(String name) throws IOException {
        if (command.stream().noneMatch(word -> word.equals(name) || word.endsWith("=" + name))) {
            throw new IOException("a file that nobody asked for");
        }
    }

    private void answer(Supplier<String> work) throws IOException {
        try {
            Frames.write(server, Frames.ANSWER, work.get());
        } catch (Refusal taken) {
            Frames.write(server, Frames.TAKEN, taken.explanation());
        } catch (CommandFailed e) {
            Frames.write(server, Frames.FAILED, e.getMessage());
        }
    }
}
