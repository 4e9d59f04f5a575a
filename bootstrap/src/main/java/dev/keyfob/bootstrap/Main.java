package dev.keyfob.bootstrap;

import dev.keyfob.cli.Cli;
import dev.keyfob.cli.CliUseCases;
import dev.keyfob.cli.LocalTerminal;
import dev.keyfob.cli.Terminal;
import dev.keyfob.cli.control.ControlClient;
import java.util.Optional;

/**
 * Where it starts. A command on a directory that a server is running on is handed to that server, so that it holds for
 * the very next request; otherwise this process opens the data itself, and PostgreSQL tells the servers of changes.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(new LocalTerminal(), args));
    }

    static int run(Terminal terminal, String... args) {
        DataPlace place = DataPlace.of(args);
        Optional<ControlClient> server = place.directory().flatMap(ControlClient::connect);
        if (server.isPresent() && !startsServer(args)) {
            return server.get().run(terminal, args);
        }
        try (OnDemand data = new OnDemand(place)) {
            return new Cli(data::useCases, new ServeCommand(place), new DemoCommand(place)).run(terminal, args);
        }
    }

    private static boolean startsServer(String... args) {
        // The command is the first word that is neither an option nor the place that follows --data or --db.
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--data") || args[i].equals("--db")) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return args[i].equals("serve") || args[i].equals("demo");
            }
        }
        return false;
    }

    /** Opens the data only for commands that need it: help and mistakes in usage do not. */
    private static final class OnDemand implements AutoCloseable {

        private final DataPlace place;
        private Wiring wiring;

        OnDemand(DataPlace place) {
            this.place = place;
        }

        CliUseCases useCases() {
            if (wiring == null) {
                Settings settings = Settings.load(place.settings(), System.getenv(), Optional.empty());
                wiring = Wiring.on(settings, message -> System.err.println("keyfob: " + message));
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
