package dev.keyfob.bootstrap;

import dev.keyfob.application.UseCases;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.DataOpener;
import dev.keyfob.cli.command.CommandDispatcher;
import dev.keyfob.cli.control.ControlClient;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.scan.ScanCommand;
import dev.keyfob.cli.terminal.LocalTerminal;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.persistence.Database;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entry point. If a server is running on the data directory, a command is sent to that server, so it takes effect
 * for the next request. Otherwise this process opens the data itself, and PostgreSQL notifies the servers of changes.
 */
public final class Main {

    /**
     * Commands that always run in this process, even if a server is running: they start a server, read what the caller
     * may read, or print help.
     */
    private static final Set<String> OWN_WORK = Set.of("serve", "demo", "scan", "completion", "help", "doctor", "");

    private static final String COMPLETE = "complete";

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(new LocalTerminal(), args));
    }

    static int run(Terminal terminal, String... args) {
        return run(terminal, System.getenv(), args);
    }

    static int run(Terminal terminal, Map<String, String> environment, String... args) {
        Optional<String> undecodable = UndecodableText.in(environment, System.getProperty("user.dir"), args);
        if (undecodable.isPresent()) {
            terminal.err().println("keyfob: " + undecodable.get());
            return ExitCode.USAGE;
        }
        DataLocation place = DataLocation.of(args);
        Optional<ControlClient> server = OWN_WORK.contains(commandOf(args))
                ? Optional.empty()
                : place.served(environment).flatMap(ControlClient::connect);
        if (server.isPresent()) {
            return server.get().run(terminal, args);
        }
        if (commandOf(args).equals(COMPLETE)) {
            // Opening the data takes too long for the completion of a shell.
            return ExitCode.DONE;
        }
        try (OnDemand data = new OnDemand(place, terminal, environment)) {
            return commands(data).run(terminal, args);
        }
    }

    /** Returns the command line with all commands. */
    static Cli commands(DataLocation place, Terminal terminal, Map<String, String> environment) {
        return commands(new OnDemand(place, terminal, environment));
    }

    private static Cli commands(OnDemand data) {
        return new Cli(
                data,
                new ServeCommand(data.place),
                new DemoCommand(data.place, data.terminal),
                new DoctorCommand(data.place, data.terminal),
                new ScanCommand(data, data.terminal, System.in));
    }

    // The command is the first word that is neither an option nor the value of --data or --db.
    private static String commandOf(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--data") || args[i].equals("--db")) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return args[i];
            }
        }
        return "";
    }

    /** Opens the data only for commands that need it. Help pages and usage errors do not. */
    private static final class OnDemand implements AutoCloseable, CommandDispatcher, DataOpener {

        private final DataLocation place;
        private final Terminal terminal;
        private final Map<String, String> environment;
        private @Nullable Wiring wiring;

        OnDemand(DataLocation place, Terminal terminal, Map<String, String> environment) {
            this.place = place;
            this.terminal = terminal;
            this.environment = environment;
        }

        @Override
        public UseCases existing() {
            Wiring open = wiring;
            if (open == null) {
                open = Wiring.on(settings(), this::complain);
                wiring = open;
            }
            return open.useCases;
        }

        @Override
        public UseCases existingOrNew() {
            Wiring open = wiring;
            if (open == null) {
                open = Wiring.onNewOrExisting(
                        settings(), this::complain, sentence -> terminal.err().println(sentence));
                wiring = open;
            }
            return open.useCases;
        }

        private void complain(String sentence) {
            System.err.println("keyfob: " + sentence);
        }

        @Override
        public void requireDataLocation() {
            Settings settings = settings();
            settings.requirePlace();
            if (settings.dataDirectory().filter(path -> !Database.mayBeIn(path)).isPresent()) {
                throw Wiring.noData(settings);
            }
        }

        // Connects each time, because a server may start or stop during a long scan.
        @Override
        public int run(Terminal terminal, String... command) {
            Optional<ControlClient> server =
                    wiring == null ? place.served(environment).flatMap(ControlClient::connect) : Optional.empty();
            return server.map(client -> client.run(terminal, command))
                    .orElseGet(() -> new Cli(this).run(terminal, command));
        }

        private Settings settings() {
            return Settings.load(place.settings(), environment, Optional.empty());
        }

        @Override
        public void close() {
            if (wiring != null) {
                wiring.close();
            }
        }
    }
}
