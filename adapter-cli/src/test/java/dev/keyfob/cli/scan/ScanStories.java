package dev.keyfob.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.command.CommandDispatcher;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The base class of scan tests, which run the command on real files, archives and repositories. */
abstract class ScanStories {

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    final List<String> planted = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    RecordingTerminal terminal = RecordingTerminal.piped("");
    InputStream standardInput = InputStream.nullInputStream();
    CommandDispatcher data = new Here();

    /** Runs the commands on the fakes. */
    private final class Here implements CommandDispatcher {
        @Override
        public void requireDataLocation() {
            // the data is here
        }

        @Override
        public int run(Terminal inner, String... command) {
            asked.add(String.join(" ", command) + " " + inner.readAll());
            return new Cli(() -> keyfob.useCases).run(inner, command);
        }
    }

    int scan(String... args) {
        terminal = RecordingTerminal.piped("");
        return cli().run(
                        terminal,
                        Stream.concat(Stream.of("scan"), Stream.of(args)).toArray(String[]::new));
    }

    String plant() {
        String secret = keyfob.tokenOf(keyfob.alice, "Planted " + planted.size())
                .secret()
                .reveal();
        planted.add(secret);
        return secret;
    }

    /** Returns a text that looks like a token but has a wrong checksum. */
    String fake() {
        String real = keyfob.settings.format().generate(keyfob.random).reveal();
        char last = real.charAt(real.length() - 1);
        return real.substring(0, real.length() - 1) + (last == 'x' ? 'y' : 'x');
    }

    void assertNoSecret() {
        for (String secret : planted) {
            assertThat(terminal.printed() + terminal.complained()).doesNotContain(secret);
            assertThat(terminal.printed()).doesNotContain(secret.substring(6, 38));
            assertThat(asked).noneMatch(question -> question.contains(secret));
        }
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    Cli cli() {
        // The command keeps the current terminal, because each scan sets a new one.
        Terminal present = terminal;
        return new Cli(() -> keyfob.useCases, new ScanCommand(data, present, standardInput));
    }
}
