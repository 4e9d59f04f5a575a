package dev.keyfob.bootstrap;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The server, on the data directory. */
@Command(name = "serve", description = "Run the server on the data in --data DIR.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private final Optional<Path> dataDirectory;

    @Mixin
    private ServerOptions options;

    ServeCommand(Optional<Path> dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    @Override
    public Integer call() {
        Logging.forServer();
        Settings settings = options.settings(dataDirectory);
        Path directory = settings.dataDirectory()
                .orElseThrow(() -> new SettingsError(
                        "The server needs a directory for its data. Give one with --data DIR, or set data.directory."));
        Wiring wiring = Wiring.on(directory, settings, UntilStopped::endBecause);
        RunningServer server = RunningServer.start(wiring, directory, false);
        System.err.println("Keyfob listens on " + settings.publicUrl(server.port()) + ", port " + server.port());
        return UntilStopped.wait(server);
    }
}
