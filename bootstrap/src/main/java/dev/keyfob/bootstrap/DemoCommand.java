package dev.keyfob.bootstrap;

import dev.keyfob.persistence.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The server with sample users and a sample platform, in memory unless a data directory is given. */
@Command(
        name = "demo",
        description = "Try Keyfob: sample users and data, in memory unless --data DIR is given.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final DataPlace place;

    @Mixin
    private ServerOptions options;

    DemoCommand(DataPlace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(place);
        boolean isKept =
                settings.dataDirectory().isPresent() || settings.database().isPresent();
        Wiring wiring =
                isKept ? Wiring.on(settings, UntilStopped::endBecause) : new Wiring(Database.inMemory(), settings);
        SampleData samples = SampleData.in(wiring.cliUseCases);
        Optional<Path> directory = isKept ? settings.dataDirectory() : Optional.of(DemoCommand.temporaryDirectory());
        RunningServer server = RunningServer.start(wiring, directory, true);
        String data = directory
                .map(path -> "--data " + path)
                .orElseGet(() -> "--db '" + settings.database().orElseThrow().url() + "'");
        System.out.println(samples.introduction(settings.publicUrl(server.port()), data));
        return UntilStopped.wait(server);
    }

    private static Path temporaryDirectory() {
        try {
            // Only its owner can enter it. Commands reach the demo through the socket in it.
            Path directory = Files.createTempDirectory("keyfob-demo");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
