package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.StoredRows;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistyped name creates no data: only a few commands may create data, and they say so. */
class NoDataTest {

    private static final String ID = " 00000000-0000-0000-0000-000000000000";

    /** The arguments that each command needs to get as far as the data. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("token create", " --owner alice@example.com --name CI"),
            Map.entry("token show", ID),
            Map.entry("token purge", " --older-than 90d"),
            Map.entry("token edit", ID + " --name CI"),
            Map.entry("token rotate", ID),
            Map.entry("pickup prepare", " --owner alice@example.com --name CI"),
            Map.entry("pickup rotate", ID),
            Map.entry("pickup withdraw", ID),
            Map.entry("token suspend", ID),
            Map.entry("token resume", ID),
            Map.entry("token revoke", ID),
            Map.entry("user show", " alice@example.com"),
            Map.entry("user password", " alice@example.com"),
            Map.entry("user edit", " alice@example.com --name Alice"),
            Map.entry("user remove", " alice@example.com"),
            Map.entry("user identities", " alice@example.com"),
            Map.entry("user link", " alice@example.com --issuer https://id.example.com --subject 4711"),
            Map.entry("user unlink", " alice@example.com --issuer https://id.example.com --subject 4711"),
            Map.entry("user free-email", " alice@example.com"),
            Map.entry("user roles", " alice@example.com"),
            Map.entry("user disable", " alice@example.com"),
            Map.entry("user enable", " alice@example.com"),
            Map.entry("policy preview", " longest_life=30d"),
            Map.entry("policy set", " longest_life=30d"),
            Map.entry("client add", " name"),
            Map.entry("client rotate", " name"),
            Map.entry("client remove", " name"),
            Map.entry("audit export", " --format csv"),
            Map.entry("audit cut", " --before 2026-01-01T00:00:00Z"),
            Map.entry("db export", " FILE"),
            Map.entry("webhook add", " https://example.com/"),
            Map.entry("mail test", " admin@example.com"),
            Map.entry("webhook remove", ID),
            Map.entry("webhook rename", ID + " Billing"),
            Map.entry("webhook pause", ID),
            Map.entry("webhook resume", ID),
            Map.entry("webhook enable", ID),
            Map.entry("webhook delivery", ID),
            Map.entry("webhook rotate-secret", ID),
            Map.entry("webhook test", ID),
            Map.entry("webhook retry", ID),
            Map.entry("scan", " ."));

    /** Standard input for commands that read it first. */
    private static final String TOKEN = "kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV4fAYTK";

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static final Set<String> MAKERS = Set.of("user add", "db import");

    @TempDir
    Path directory;

    static Stream<String> commands() {
        return CommandNames.all()
                .filter(name -> !Set.of("serve", "demo", "completion", "complete", "help", "doctor")
                        .contains(name))
                .filter(name -> !MAKERS.contains(name));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_on_no_data_says_so_and_makes_none(String command) {
        Path mistyped = directory.resolve("mistyped");
        Piped terminal = new Piped(command.equals("leak trace") ? DIGEST : TOKEN);

        int code = Main.run(terminal, words("--data " + mistyped + " " + withWords(command)));

        assertThat(terminal.err.toString()).as(command).contains("There is no Keyfob data in " + mistyped);
        assertThat(code).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.out.toString()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void all_commands_are_among_them() {
        assertThat(commands().toList()).hasSizeGreaterThan(35).containsAll(WORDS.keySet());
    }

    @Test
    void an_empty_directory_holds_no_data_and_stays_empty() {
        assertThat(Main.run(new Piped(""), words("--data " + directory + " token list")))
                .isEqualTo(ExitCode.NOT_FOUND);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void an_empty_postgres_holds_no_data_and_stays_empty() {
        PostgresConnectionInfo empty = PostgresServer.newDatabase();
        Piped terminal = new Piped("");

        int code = Main.run(terminal, "--db", empty.url() + "?user=postgres", "token", "list");

        assertThat(code).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.err.toString())
                .contains("There is no Keyfob data in jdbc:postgresql://")
                .doesNotContain("?");
        assertThat(StoredRows.in(empty)).isEmpty();
    }

    @Test
    void a_first_user_and_an_import_make_data_and_say_so() {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Path file = directory.resolve("file");
        Piped adding = new Piped("four words make sense");
        Piped again = new Piped("four words make sense");
        Piped importing = new Piped("");

        assertThat(Main.run(adding, words("--data " + first + " user add alice@example.com")))
                .isZero();
        assertThat(Main.run(again, words("--data " + first + " user add bob@example.com")))
                .isZero();
        assertThat(Main.run(new Piped(""), words("--data " + first + " db export " + file)))
                .isZero();
        assertThat(Main.run(importing, words("--data " + second + " db import " + file)))
                .isZero();

        assertThat(adding.err.toString()).contains("There was no Keyfob data in " + first + " yet. It is made now.");
        assertThat(again.err.toString()).doesNotContain("made now");
        assertThat(importing.err.toString())
                .contains("There was no Keyfob data in " + second + " yet. It is made now.");
        assertThat(Main.run(new Piped(""), words("--data " + second + " user list")))
                .isZero();
    }

    @Test
    void a_server_makes_data_and_says_so() throws Exception {
        Path data = directory.resolve("data");

        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("log"))) {
            assertThat(server.output()).contains("There was no Keyfob data in " + data + " yet. It is made now.");
        }
        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("again"))) {
            assertThat(server.output()).doesNotContain("made now");
        }
        assertThat(Files.exists(data.resolve("keyfob.mv.db"))).isTrue();
    }

    private String withWords(String command) {
        return command
                + WORDS.getOrDefault(command, "")
                        .replace("FILE", directory.resolveSibling("unwritten").toString());
    }

    private static String[] words(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        return words.toArray(String[]::new);
    }
}
