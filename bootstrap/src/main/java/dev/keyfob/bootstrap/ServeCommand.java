package dev.keyfob.bootstrap;

import dev.keyfob.bootstrap.log.Logging;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.permission.PermissionCatalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server on a data directory or on PostgreSQL. */
@Command(
        name = "serve",
        description =
                "Run the server on the data in --data DIR, or in PostgreSQL with --db URL. Missing data is created.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob --data DIR serve --public-url https://keyfob.example.com",
            "  keyfob --db jdbc:postgresql://host/keyfob serve --config keyfob.yaml"
        })
final class ServeCommand implements Callable<Integer> {

    private final DataLocation place;

    @Mixin
    private ServerOptions options;

    @Option(
            names = "--trust-clock",
            description = "Trust the clock although a later time is stored. For one start after the clock was wrong.")
    private boolean trustClock;

    ServeCommand(DataLocation place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(place, PermissionCatalogue.builtIn());
        Logging.forServer(settings.logFormat());
        BackgroundFailureHandler.haltOnUncaught();
        Wiring wiring = Wiring.onNewOrExisting(settings, ServerShutdown::haltBecause, System.err::println);
        wiring.requireNoDemo();
        if (trustClock) {
            wiring.trustClock();
        }
        RunningServer server = RunningServer.start(wiring, settings.dataDirectory(), false);
        CatalogueNotice.of(settings.tokenSettings().catalogue()).ifPresent(System.err::println);
        FirstRunMessage.begin(wiring, server.port()).ifPresent(System.err::println);
        System.err.println("Keyfob " + server.summary());
        Systemd.tellReady(System.getenv());
        return ServerShutdown.awaitStop(server);
    }
}
