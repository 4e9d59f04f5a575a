package dev.keyfob.bootstrap;

import dev.keyfob.cli.Cli;
import dev.keyfob.cli.CliUseCases;
import dev.keyfob.cli.LocalTerminal;
import dev.keyfob.cli.Terminal;
import dev.keyfob.cli.control.ControlClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where it starts. A command on data that a server is running on is handed to that server, so that it holds for the
 * very next request; otherwise this process opens the data itself.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(new LocalTerminal(), args));
    }

    static int run(Terminal terminal, String... args) {
        Optional<Path> directory = Cli.dataDirectoryOf(args);
        Optional<ControlClient> server = directory.flatMap(ControlClient::connect);
        if (server.isPresent() && !startsServer(args)) {
            return server.get().run(terminal, args);
        }
        try (OnDemand data = new OnDemand(directory)) {
            return new Cli(data::useCases, new ServeCommand(directory), new DemoCommand(directory)).run(terminal, args);
        }
    }

    private static boolean startsServer(String... args) {
        // The command is the first word that is neither an option nor the directory that follows --data.
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--data")) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return args[i].equals("serve") || args[i].equals("demo");
            }
        }
        return false;
    }

    /** Opens the data only for commands that need it: help and mistakes in usage do not. */
    private static final class OnDemand implements AutoCloseable {

        private final Optional<Path> directory;
        private Wiring wiring;

        OnDemand(Optional<Path> directory) {
            this.directory = directory;
        }

        CliUseCases useCases() {
            if (wiring == null) {
                Settings settings = Settings.load(
                        directory
                                .map(path -> Map.of(Setting.DATA_DIRECTORY, path.toString()))
                                .orElse(Map.of()),
                        System.getenv(),
                        Optional.empty());
                Path data = settings.dataDirectory()
                        .orElseThrow(() -> new SettingsError(
                                "Say which data this is about: give --data DIR, or set KEYFOB_DATA_DIRECTORY."));
                wiring = Wiring.on(data, settings, message -> System.err.println("keyfob: " + message));
            }
            return wiring.cliUseCases;
        }

        @Override
        public void close() {
            if (wiring != null) {
                wiring.close();
            }
        }
    }
}
