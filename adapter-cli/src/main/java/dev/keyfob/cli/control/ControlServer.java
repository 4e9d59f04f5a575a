package dev.keyfob.cli.control;

import dev.keyfob.cli.Cli;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of the control socket: runs commands for clients that have access to the data directory. */
public final class ControlServer implements AutoCloseable {

    static final String FILE = "keyfob.sock";

    private static final int AT_ONCE = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(2);
    private static final Duration TIME_TO_LET_GO = Duration.ofSeconds(3);

    /** The operating system's limit for the path of a socket, with some reserve. */
    private static final int LONGEST_PATH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final ServerSocketChannel socket;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final Path file;
    private final Cli cli;
    private final ExecutorService commands = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(AT_ONCE * 8), work -> {
                Thread thread = new Thread(work, "command");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Disconnects clients that do not send their command in time, because they would keep other clients from being
     * served.
     */
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "control-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration patience;
    private final Duration timeToFinish;

    private ControlServer(ServerSocketChannel socket, Path file, Cli cli, Duration patience, Duration timeToFinish) {
        this.patience = patience;
        this.timeToFinish = timeToFinish;
        this.socket = socket;
        this.file = file;
        this.cli = cli;
    }

    /**
     * Listens in that directory. The caller has the data open, so an existing socket file was left by a server that has
     * ended.
     */
    public static ControlServer listen(Path dataDirectory, Cli cli) {
        return listen(dataDirectory, cli, TIMEOUT, TIME_TO_FINISH);
    }

    /**
     * {@code patience} is how long a client may take to send its command, {@code timeToFinish} how long running
     * commands have when the server stops.
     */
    static ControlServer listen(Path dataDirectory, Cli cli, Duration patience, Duration timeToFinish) {
        Path file = dataDirectory.toAbsolutePath().normalize().resolve(FILE);
        if (file.toString().length() > LONGEST_PATH) {
            throw new CommandFailed("The path of the data directory is too long for a socket in it: at most "
                    + (LONGEST_PATH - FILE.length() - 1) + " characters. Give a shorter --data DIR.");
        }
        try {
            Files.deleteIfExists(file);
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            socket.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            ControlServer server = new ControlServer(socket, file, cli, patience, timeToFinish);
            Thread accepting = new Thread(server::accept, "control");
            accepting.setDaemon(true);
            accepting.start();
            return server;
        } catch (IOException e) {
            throw new CommandFailed(
                    "The socket " + file + " cannot be created. Make this user the owner of the directory.");
        }
    }

    /**
     * Stops listening. Running commands have two seconds to finish, then their clients are disconnected. The threads
     * are not interrupted, because an interrupt during a read or write of H2's file closes the file for all threads.
     */
    @Override
    public void close() {
        try {
            socket.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The control socket could not be closed", e);
        }
        commands.shutdown();
        if (!isDoneWithin(timeToFinish)) {
            clients.forEach(ControlServer::end);
            isDoneWithin(TIME_TO_LET_GO);
        }
        watch.shutdownNow();
    }

    private boolean isDoneWithin(Duration time) {
        try {
            return commands.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                SocketChannel client = socket.accept();
                clients.add(client);
                try {
                    commands.execute(() -> serve(client));
                } catch (RejectedExecutionException full) {
                    clients.remove(client);
                    client.close();
                    throw full;
                }
            } catch (IOException | RuntimeException e) {
                if (socket.isOpen()) {
                    LOG.warn("A command could not be accepted", e);
                }
            }
        }
    }

    // An error or disconnect of a client ends only the command of that client.
    private void serve(SocketChannel client) {
        Future<?> timeout = watch.schedule(() -> end(client), patience.toMillis(), TimeUnit.MILLISECONDS);
        try (client;
                DataInputStream in = new DataInputStream(Channels.newInputStream(client));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client))) {
            if (in.readUnsignedByte() != Frames.VERSION) {
                Frames.write(
                        out, Frames.ERR, "keyfob: The running server is of another version. Use its own keyfob.\n");
                Frames.write(out, Frames.EXIT, Integer.toString(ExitCode.FAILURE));
                return;
            }
            List<String> args = new ArrayList<>();
            Frames.Frame frame = Frames.read(in);
            while (frame.kind() == Frames.ARGUMENT && args.size() < Frames.MOST_ARGUMENTS) {
                args.add(frame.text());
                frame = Frames.read(in);
            }
            if (frame.kind() != Frames.RUN) {
                return;
            }
            timeout.cancel(false);
            RemoteTerminal terminal = new RemoteTerminal(in, out, frame.text());
            int code = cli.run(terminal, args.toArray(String[]::new));
            terminal.out().flush();
            terminal.err().flush();
            Frames.write(out, Frames.EXIT, Integer.toString(code));
        } catch (Throwable e) {
            LOG.info(
                    "A client disconnected during its command: {}", e.getClass().getSimpleName());
        } finally {
            timeout.cancel(false);
            clients.remove(client);
        }
    }

    private static void end(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            LOG.info("A client could not be disconnected: {}", e.getClass().getSimpleName());
        }
    }
}
