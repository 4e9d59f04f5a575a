package dev.keyfob.bootstrap;

import dev.keyfob.bootstrap.log.Logging;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.terminal.OutputState;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.persistence.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server with sample users and a sample platform, in memory unless a data directory is given. */
@Command(
        name = "demo",
        description = "Try Keyfob: sample users and data, in memory unless --data DIR is given. It takes new data or a"
                + " demo's, never other data. If --host lets other machines reach it, the sample users get random"
                + " passwords.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob demo", "  keyfob --data DIR demo --port 8081"})
final class DemoCommand implements Callable<Integer> {

    private final DataLocation place;
    private final Terminal terminal;

    @Mixin
    private ServerOptions options;

    DemoCommand(DataLocation place, Terminal terminal) {
        this.place = place;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forServer(Logging.TEXT);
        BackgroundFailureHandler.haltOnUncaught();
        Settings settings = options.settings(place, PermissionCatalogue.sample());
        boolean isKept =
                settings.dataDirectory().isPresent() || settings.database().isPresent();
        Wiring wiring = isKept ? onDemoData(settings) : new Wiring(Database.inMemory(), settings);
        if (!isKept) {
            wiring.database.markAsDemo();
        }
        CatalogueNotice.of(settings.tokenSettings().catalogue()).ifPresent(System.err::println);
        SampleData samples = SampleData.in(wiring, LocalMachine.isHost(settings.host()));
        Optional<Path> directory = isKept ? settings.dataDirectory() : Optional.of(DemoCommand.temporaryDirectory());
        RunningServer server = RunningServer.start(wiring, directory, true);
        String data = directory.map(ShellWord::directory).orElseGet(() -> ShellWord.place(settings));
        terminal.out()
                .println(
                        samples.introduction(settings.publicUrl(server.port()), data) + "\nKeyfob " + server.summary());
        if (terminal.flushOut() == OutputState.LOST) {
            server.close();
            throw new CommandFailed("Standard output could not be written, so nobody has read the passwords of the"
                    + " sample users. Is the disk full?");
        }
        return ServerShutdown.awaitStop(server);
    }

    // The demo must not add users with published passwords to real data.
    private static Wiring onDemoData(Settings settings) {
        Wiring wiring = Wiring.onNewOrExisting(settings, ServerShutdown::haltBecause, System.err::println);
        if (!wiring.database.isDemo() && !wiring.database.markAsDemo()) {
            wiring.close();
            throw new CommandFailed("The data in " + settings.place() + " was not created by the demo, which would add"
                    + " users with published passwords to it. Name a new directory in --data, or leave out --data,"
                    + " --db, KEYFOB_DATA_DIRECTORY, KEYFOB_DATABASE_URL and the settings that name data: then it is in"
                    + " memory.");
        }
        return wiring;
    }

    private static Path temporaryDirectory() {
        try {
            // Only its owner can enter the directory. Commands reach the demo through the socket in it.
            Path directory = Files.createTempDirectory("keyfob-demo");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new CommandFailed("The directory for temporary files, " + System.getProperty("java.io.tmpdir")
                    + ", cannot be written to. Make room in it or let this user write there, or give --data DIR.");
        }
    }
}
