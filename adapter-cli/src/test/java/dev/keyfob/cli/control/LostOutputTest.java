package dev.keyfob.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.CommandTree;
import dev.keyfob.cli.command.CommandDispatcher;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.scan.ScanCommand;
import dev.keyfob.cli.terminal.FullTerminal;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command with output to a full disk, directly and through a server's socket. The exit code must not be 0 if
 * output was lost.
 */
class LostOutputTest {

    /** Longer than any test, so that a busy machine cuts no client off. */
    private static final Duration UNLIMITED = Duration.ofHours(1);

    private static final Map<String, Function<World, List<String>>> COMMANDS = new TreeMap<>();

    static {
        given("token create", "--owner", "alice@example.com", "--name", "CI", "--quiet");
        given("token list");
        given("pickup prepare", "--owner", "alice@example.com", "--name", "Prepared");
        given("pickup rotate", "TOKEN");
        given("pickup list");
        given("pickup withdraw", "PREPARED");
        given("token show", "TOKEN");
        given("token edit", "TOKEN", "--name", "Other");
        given("token rotate", "TOKEN", "-q");
        given("token suspend", "TOKEN");
        given("token resume", "TOKEN");
        given("token revoke", "TOKEN");
        given("token purge", "--older-than", "90d");
        given("token verify");
        given("token pattern");
        given("user add", "carol@example.com");
        given("user password", "alice@example.com", "--link");
        given("user list");
        given("user show", "alice@example.com");
        given("user roles", "alice@example.com", "admin");
        given("user edit", "alice@example.com", "--email", "alice.new@example.com");
        given("user free-email", "earlier@example.com");
        given("user remove", "alice@example.com", "--yes");
        given("user identities", "alice@example.com");
        given("user link", "alice@example.com", "--issuer", "https://id.example.com", "--subject", "4711");
        given("user unlink", "alice@example.com", "--issuer", "https://id.example.com", "--subject", "4711");
        given("user disable", "alice@example.com", "--yes");
        given("user enable", "alice@example.com");
        given("policy show");
        given("policy preview", "longest_life=1d");
        given("policy set", "longest_life=90d", "--yes");
        given("client add", "billing-api");
        given("client rotate", "orders-api");
        given("client remove", "orders-api");
        given("client list");
        given("audit list");
        given("audit verify");
        given("audit head");
        given("audit export", "--format", "jsonl");
        given("audit cut", "--before", "2030-01-01T00:00:00Z", "--yes");
        given("leak trace");
        given("leak revoke");
        given("db export", "NEW");
        given("db import", "BACKUP");
        given("db check");
        given("webhook add", "https://hooks.example.com/other");
        given("webhook list");
        given("webhook remove", "WEBHOOK");
        given("webhook rename", "WEBHOOK", "Billing");
        given("webhook pause", "WEBHOOK");
        given("webhook resume", "WEBHOOK");
        given("webhook enable", "WEBHOOK");
        given("webhook delivery", "DELIVERY");
        given("webhook rotate-secret", "WEBHOOK");
        given("webhook test", "WEBHOOK");
        given("webhook deliveries");
        given("mail test", "bob@example.com");
        given("webhook retry", "DELIVERY");
        given("scan", "LEAK");
        given("completion");
        given("help");
        given("complete", "users");
    }

    @TempDir
    Path directory;

    @Test
    void no_command_is_forgotten() {
        assertThat(CommandTree.commandsOf(new World(directory).cli(RecordingTerminal.piped(""))))
                .as("each has a line in this test that makes it print what it prints")
                .containsExactlyInAnyOrderElementsOf(COMMANDS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> what_is_lost_is_not_exit_0() {
        return COMMANDS.keySet().stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    World world = new World(Files.createTempDirectory(directory, "n"));
                    RecordingTerminal normal = RecordingTerminal.piped(world.inputOf(command));
                    int code = world.run(normal, command);
                    World other = new World(Files.createTempDirectory(directory, "f"));
                    FullTerminal full = new FullTerminal(other.inputOf(command));

                    int codeOfFull = other.run(full, command);

                    assertLost(command, code, normal, codeOfFull, full);
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_a_server_prints_and_its_client_loses_is_not_exit_0() {
        return COMMANDS.keySet().stream()
                .filter(command -> !List.of("scan", "db import").contains(command))
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    World world = new World(Files.createTempDirectory(directory, "n"));
                    RecordingTerminal normal = RecordingTerminal.piped(world.inputOf(command));
                    int code = world.runAtServer(normal, command);
                    World other = new World(Files.createTempDirectory(directory, "f"));
                    FullTerminal full = new FullTerminal(other.inputOf(command));

                    int codeOfFull = other.runAtServer(full, command);

                    assertLost(command, code, normal, codeOfFull, full);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_page_of_help_that_is_lost_is_not_exit_0() {
        World world = new World(directory);
        return Stream.concat(Stream.of(""), COMMANDS.keySet().stream())
                .map(command -> DynamicTest.dynamicTest(command + " --help", () -> {
                    FullTerminal full = new FullTerminal("");
                    List<String> words = new ArrayList<>(List.of(command.split(" ")));
                    words.remove("");
                    words.add("--help");

                    int code = world.cli(full).run(full, words.toArray(String[]::new));

                    assertThat(code).isEqualTo(ExitCode.FAILURE);
                }));
    }

    @Test
    void a_backup_that_is_lost_on_standard_output_is_a_failure() throws IOException {
        World world = new World(directory);
        FullTerminal here = new FullTerminal("");
        FullTerminal atServer = new FullTerminal("");

        assertThat(world.cli(here).run(here, "db", "export", "-")).isEqualTo(ExitCode.FAILURE);
        assertThat(world.runAtServer(atServer, List.of("db", "export", "-"))).isEqualTo(ExitCode.FAILURE);

        assertThat(here.complained()).contains("could not be written");
        assertThat(atServer.complained()).contains("could not be written");
    }

    @Test
    void a_secret_that_is_lost_is_told_with_what_to_do_about_it() throws IOException {
        World world = new World(directory);
        for (Map.Entry<String, String> expected : Map.of(
                        "token create", "keyfob token revoke ",
                        "token rotate", "keyfob token rotate --replace " + world.token,
                        "client add", "keyfob client rotate billing-api",
                        "client rotate", "keyfob client rotate orders-api",
                        "webhook add", "keyfob webhook rotate-secret ",
                        "webhook rotate-secret", "keyfob webhook rotate-secret " + world.webhook)
                .entrySet()) {
            FullTerminal full = new FullTerminal("");

            assertThat(world.run(full, expected.getKey())).isEqualTo(ExitCode.FAILURE);

            assertThat(full.complained())
                    .contains("nobody has read the secret", expected.getValue())
                    .doesNotContain("Standard output could not be written to its end");
        }
        FullTerminal full = new FullTerminal("");
        world.cli(full).run(full, "token", "create", "--owner", "alice@example.com", "--name", "Lost");
        String lost = full.complained().replaceAll("(?s).*keyfob token revoke ([0-9a-f-]+) .*", "$1");
        assertThat(world.run(RecordingTerminal.piped(""), "token", "revoke", lost))
                .isZero();
    }

    private static void assertLost(
            String command, int code, RecordingTerminal normal, int codeOfFull, FullTerminal full) {
        assertThat(code).as(normal.complained()).isNotIn(ExitCode.FAILURE, ExitCode.USAGE);
        if (normal.printed().isEmpty()) {
            assertThat(codeOfFull).as(full.complained()).isEqualTo(code);
            return;
        }
        assertThat(codeOfFull)
                .as(full.complained())
                .isEqualTo(code == ExitCode.DONE ? ExitCode.FAILURE : code)
                .isNotZero();
        assertThat(full.complained()).containsPattern("(could not|Not everything could) be written");
    }

    private static void given(String command, String... arguments) {
        COMMANDS.put(command, world -> {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            Stream.of(arguments).map(world::named).forEach(words::add);
            return words;
        });
    }

    /** Sample data for every command. */
    private static final class World implements CommandDispatcher {

        private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
        private final Path directory;
        private final String token;
        private final String webhook;
        private final String secret;

        World(Path directory) {
            this.directory = directory;
            var created = keyfob.tokenOf(keyfob.alice, "Laptop");
            token = created.token().id().toString();
            secret = created.secret().reveal();
            keyfob.useCases.clients.addClient.add(keyfob.operator, ClientName.parse("orders-api"));
            WebhookId added = keyfob.useCases
                    .webhooks
                    .addWebhook
                    .add(keyfob.operator, WebhookUrl.parse("https://hooks.example.com/in"), EventType.parse(List.of()))
                    .webhook()
                    .id();
            keyfob.useCases.webhooks.pingWebhook.ping(keyfob.operator, added);
            webhook = added.toString();
        }

        String named(String word) {
            return switch (word) {
                case "TOKEN" -> token;
                case "PREPARED" -> prepared();
                case "WEBHOOK" -> webhook;
                case "DELIVERY" ->
                    keyfob.useCases
                            .webhooks
                            .listDeliveries
                            .list(keyfob.operator, DeliveryFilter.everything(), PageRequest.first())
                            .items()
                            .get(0)
                            .id()
                            .toString();
                case "NEW" -> directory.resolve("new").toString();
                case "LEAK" -> written("leak", secret);
                case "BACKUP" -> backup();
                default -> word;
            };
        }

        private String prepared() {
            return keyfob.useCases
                    .pickUps
                    .requestRotation
                    .request(keyfob.operator, TokenId.parse(token), Optional.empty())
                    .token()
                    .toString();
        }

        Cli cli(Terminal terminal) {
            return new Cli(
                    () -> keyfob.useCases, new ScanCommand(this, terminal, new ByteArrayInputStream(new byte[0])));
        }

        int run(Terminal terminal, String command) {
            return cli(terminal).run(terminal, COMMANDS.get(command).apply(this).toArray(String[]::new));
        }

        int runAtServer(Terminal terminal, String command) {
            return runAtServer(terminal, COMMANDS.get(command).apply(this));
        }

        int runAtServer(Terminal terminal, List<String> words) {
            ControlServer server =
                    ControlServer.listen(directory, new Cli(() -> keyfob.useCases), UNLIMITED, UNLIMITED);
            try {
                return ControlClient.connect(directory).orElseThrow().run(terminal, words.toArray(String[]::new));
            } finally {
                server.close();
            }
        }

        String inputOf(String command) {
            return switch (command) {
                case "leak trace" -> "0".repeat(64);
                case "leak revoke" -> token + " a place";
                case "token verify" -> secret;
                default -> "four words make sense";
            };
        }

        @Override
        public void requireDataLocation() {
            // The data is named.
        }

        @Override
        public int run(Terminal terminal, String... command) {
            return cli(terminal).run(terminal, command);
        }

        private String backup() {
            String file = directory.resolve("backup").toString();
            RecordingTerminal terminal = RecordingTerminal.piped("");
            assertThat(cli(terminal).run(terminal, "db", "export", file)).isZero();
            return file;
        }

        private String written(String name, String text) {
            try {
                return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8)
                        .toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
