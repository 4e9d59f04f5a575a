package dev.keyfob.cli.control;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The client of the control socket: sends a command to the running server and gives it access to this terminal. */
public final class ControlClient {

    private final SocketChannel server;

    private ControlClient(SocketChannel server) {
        this.server = server;
    }

    /** Connects to the server. Empty if no server listens in that directory. */
    public static Optional<ControlClient> connect(Path dataDirectory) {
        Path file = dataDirectory.toAbsolutePath().normalize().resolve(ControlServer.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ControlClient(SocketChannel.open(UnixDomainSocketAddress.of(file))));
        } catch (IOException nobodyListens) {
            return Optional.empty();
        }
    }

    public int run(Terminal terminal, String... args) {
        try (server;
                DataInputStream in = new DataInputStream(Channels.newInputStream(server));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(server))) {
            if (args.length > Frames.MOST_ARGUMENTS) {
                terminal.err()
                        .println("keyfob: A command has at most " + Frames.MOST_ARGUMENTS
                                + " words. Give it in several.");
                return ExitCode.USAGE;
            }
            out.writeByte(Frames.VERSION);
            for (String arg : args) {
                Frames.write(out, Frames.ARGUMENT, arg);
            }
            String can = (terminal.isInteractive() ? "i" : "")
                    + (terminal.mayColour() ? "c" : "")
                    + terminal.width().stream().mapToObj(Integer::toString).collect(Collectors.joining());
            Frames.write(out, Frames.RUN, can);
            try (LentFile file = new LentFile(terminal, List.of(args), out)) {
                return converse(terminal, file, in, out);
            }
        } catch (CommandFailed e) {
            terminal.err().println("keyfob: " + e.getMessage());
            return ExitCode.FAILURE;
        } catch (IOException e) {
            terminal.err()
                    .println("keyfob: The server ended before it answered. Check whether the command took effect before"
                            + " you try again.");
            return ExitCode.FAILURE;
        }
    }

    private static int converse(Terminal terminal, LentFile file, DataInputStream in, DataOutputStream out)
            throws IOException {
        while (true) {
            Frames.Frame frame = Frames.read(in);
            switch (frame.kind()) {
                case Frames.OUT -> terminal.out().print(frame.text());
                case Frames.ERR -> terminal.err().print(frame.text());
                case Frames.READ_ALL -> {
                    String input = terminal.readAll();
                    if (input.getBytes(StandardCharsets.UTF_8).length > Frames.LARGEST) {
                        throw new CommandFailed("Standard input is too long: at most 1 MiB is read.");
                    }
                    Frames.write(out, Frames.ANSWER, input);
                }
                case Frames.FLUSH_OUT ->
                    Frames.write(out, Frames.ANSWER, terminal.flushOut().name());
                case Frames.READ_LINE -> Frames.write(out, Frames.ANSWER, terminal.readLine(frame.text()));
                case Frames.READ_SECRET -> Frames.write(out, Frames.ANSWER, terminal.readSecret(frame.text()));
                case Frames.MAKE_FILE -> file.make(frame.text(), false);
                case Frames.REPLACE_FILE -> file.make(frame.text(), true);
                case Frames.BYTES -> file.write(frame.bytes());
                case Frames.KEEP -> file.keep();
                case Frames.READ_FILE -> file.end(frame.text());
                case Frames.EXIT -> {
                    terminal.out().flush();
                    terminal.err().flush();
                    return Integer.parseInt(frame.text());
                }
                default -> throw new IOException("a message of an unknown kind");
            }
            terminal.out().flush();
            terminal.err().flush();
        }
    }
}
