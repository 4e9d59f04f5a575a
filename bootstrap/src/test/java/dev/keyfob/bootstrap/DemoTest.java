package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.secrets.Argon2PasswordHashing;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The passwords of the demo's users are public, so the demo never touches real data, and serve rejects a demo's data.
 */
class DemoTest {

    private static final Email ADMIN = new Email("admin@example.com");
    private static final String PUBLISHED = "admin likes cold water";

    private static Path realData;

    private static String users;

    @TempDir
    Path directory;

    /** Data that are not a demo's. No test changes them. */
    @BeforeAll
    static void add_a_user(@TempDir Path shared) {
        realData = shared.resolve("data");
        int code = Main.run(
                new Piped("four words make sense"), "--data", realData.toString(), "user", "add", "bob@example.com");
        assertThat(code).isZero();
        users = users(realData);
    }

    @ParameterizedTest
    @ValueSource(strings = {"option", "variable", "file"})
    void real_data_is_refused_however_it_is_named(String named) throws Exception {
        Path data = realData;
        Path file = Files.writeString(directory.resolve("keyfob.yaml"), "data:\n  directory: " + data + "\n");
        Map<String, String> environment =
                named.equals("variable") ? Map.of("KEYFOB_DATA_DIRECTORY", data.toString()) : Map.of();
        List<String> words = switch (named) {
            case "option" -> List.of("--data", data.toString(), "demo", "--port", "0");
            case "file" -> List.of("demo", "--port", "0", "--config", file.toString());
            default -> List.of("demo", "--port", "0");
        };

        Process demo = start(environment, words);

        assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(output()).contains("The data in " + data + " was not created by the demo");
        assertThat(users(data)).isEqualTo(users);
    }

    @Test
    void a_demos_data_is_its_own_and_neither_it_nor_a_copy_is_served() throws Exception {
        Path data = directory.resolve("data");
        Path copy = directory.resolve("copy");
        Path file = directory.resolve("file");
        Process demo = start(Map.of(), List.of("--data", data.toString(), "demo", "--port", "0"));
        untilItRuns(demo);
        demo.destroy();
        demo.waitFor();
        assertThat(Main.run(new Piped(""), "--data", data.toString(), "db", "export", file.toString()))
                .isZero();
        assertThat(Main.run(new Piped(""), "--data", copy.toString(), "db", "import", file.toString()))
                .isZero();

        for (Path place : List.of(data, copy)) {
            Process server = start(Map.of(), List.of("--data", place.toString(), "serve", "--port", "0"));
            assertThat(server.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(server.exitValue()).isEqualTo(1);
            assertThat(output()).contains("The data in " + place + " was created by the demo");
        }
        Process again = start(Map.of(), List.of("--data", copy.toString(), "demo", "--port", "0"));
        untilItRuns(again);
        again.destroy();
        again.waitFor();
        assertThat(output()).contains(PUBLISHED);
    }

    @Test
    void beyond_this_machine_the_passwords_are_new_ones_and_on_it_the_published_ones() {
        try (Database database = Database.inMemory()) {
            Wiring wiring = new Wiring(database, Settings.load(Map.of(), Map.of(), Optional.empty()));

            String here = SampleData.in(wiring, true).introduction(URI.create("http://localhost"), "");
            assertThat(here).contains(PUBLISHED);
            assertThat(opens(database, PUBLISHED)).isTrue();

            String beyond = SampleData.in(wiring, false).introduction(URI.create("http://localhost"), "");
            assertThat(beyond).doesNotContain("likes");
            assertThat(opens(database, PUBLISHED)).isFalse();
            assertThat(opens(database, printedIn(beyond))).isTrue();

            String later = SampleData.in(wiring, false).introduction(URI.create("http://localhost"), "");
            assertThat(printedIn(later)).isNotEqualTo(printedIn(beyond)).hasSizeGreaterThanOrEqualTo(20);
            assertThat(opens(database, printedIn(beyond))).isFalse();
        }
    }

    private static boolean opens(Database database, String password) {
        String hash = database.passwordHashes()
                .find(database.users().findByEmail(ADMIN).orElseThrow().id())
                .orElseThrow();
        return new Argon2PasswordHashing().matches(Password.attempt(password), hash);
    }

    private static String printedIn(String introduction) {
        Matcher printed = Pattern.compile("admin@example.com +password: (.+)").matcher(introduction);
        assertThat(printed.find()).isTrue();
        return printed.group(1);
    }

    private static String users(Path data) {
        Piped terminal = new Piped("");
        assertThat(Main.run(terminal, "--data", data.toString(), "user", "list", "-o", "json"))
                .isZero();
        return terminal.out.toString();
    }

    private Process start(Map<String, String> environment, List<String> words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(OwnJava.keyfob(words.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void untilItRuns(Process demo) {
        Eventually.isTrue(() -> output().contains("KEYFOB_TOKEN=") || !demo.isAlive());
        assertThat(demo.isAlive()).as(this::output).isTrue();
    }

    private String output() {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
