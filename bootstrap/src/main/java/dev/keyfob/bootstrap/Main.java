package dev.keyfob.bootstrap;

import dev.keyfob.application.UseCases;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.CommandDispatcher;
import dev.keyfob.cli.ExitCode;
import dev.keyfob.cli.LocalTerminal;
import dev.keyfob.cli.Opening;
import dev.keyfob.cli.ScanCommand;
import dev.keyfob.cli.Terminal;
import dev.keyfob.cli.control.ControlClient;
import dev.keyfob.persistence.Database;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where it starts. A command on a directory that a server is running on is handed to that server, so that it holds for
 * the very next request; otherwise this process opens the data itself, and PostgreSQL tells the servers of changes.
 */
public final class Main {

    /**
     * What this process does itself, whether a server runs or not: it starts one, reads what the caller may read, or,
     * where no command is named, tells which there are.
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
        Optional<String> unreadable = UnreadableWords.in(environment, System.getProperty("user.dir"), args);
        if (unreadable.isPresent()) {
            terminal.err().println("keyfob: " + unreadable.get());
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
            // Nobody waits for a shell's completion while data is opened.
            return ExitCode.DONE;
        }
        try (OnDemand data = new OnDemand(place, terminal, environment)) {
            return commands(data).run(terminal, args);
        }
    }

    /** Every command there is. */
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

    /** Opens the data only for commands that need it: help and mistakes in usage do not. */
    private static final class OnDemand implements AutoCloseable, CommandDispatcher, Opening {

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

        // Asked each time: while much is scanned, a server may start or stop.
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
