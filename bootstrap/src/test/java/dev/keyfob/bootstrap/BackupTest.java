package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.Population;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.StoredRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves data with the operator's commands, using the complete application. */
class BackupTest {

    @TempDir
    Path directory;

    @Test
    void every_old_secret_verifies_as_before_after_each_move() {
        Path first = directory.resolve("first");
        Path last = directory.resolve("last");
        String postgres = newPostgres();
        String there = directory.resolve("there").toString();
        String back = directory.resolve("back").toString();
        Population.Secrets secrets = fill(first, 20, 60);
        Map<String, String> before = said(secrets, "--data", first.toString());

        assertThat(run("--data", first.toString(), "db", "export", there)).isZero();
        assertThat(run("--db", postgres, "db", "import", there)).isZero();
        Map<String, String> between = said(secrets, "--db", postgres);
        assertThat(run("--db", postgres, "db", "export", back)).isZero();
        assertThat(run("--data", last.toString(), "db", "import", back)).isZero();
        Map<String, String> after = said(secrets, "--data", last.toString());

        assertThat(before).hasSize(1_200);
        assertThat(before.values()).contains("good", "expired", "revoked", "suspended", "owner_disabled");
        assertThat(between).isEqualTo(before);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void a_backup_older_than_a_revocation_says_as_of_when_it_is() throws Exception {
        Path data = directory.resolve("data");
        Path restored = directory.resolve("restored");
        String file = directory.resolve("file").toString();
        runWith("four words make sense", "--data", data.toString(), "user", "add", "alice@example.com");
        Piped created = new Piped("");
        Main.run(created, words("--data " + data + " token create --owner alice@example.com --name CI --quiet"));
        String secret = created.out.toString();
        run("--data", data.toString(), "db", "export", file);
        run("--data", data.toString(), "token", "revoke", "--owner", "alice@example.com", "--yes");
        assertThat(runWith(secret, "--data", data.toString(), "token", "verify"))
                .isEqualTo(4);

        Piped importing = new Piped("");
        int code = Main.run(importing, words("--data " + restored + " db import " + file));

        assertThat(code).isZero();
        assertThat(importing.err.toString()).contains("as of 2", "a token that was revoked since works again");
        assertThat(runWith(secret, "--data", restored.toString(), "token", "verify"))
                .isZero();
        Piped log = new Piped("");
        Main.run(log, words("--data " + restored + " audit list --action data.imported -o json"));
        assertThat(log.out.toString()).contains("all data as of 2");
    }

    @Test
    void while_a_server_runs_it_exports_to_where_the_caller_stands_and_imports_nothing() throws Exception {
        Path data = directory.resolve("data");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Population.Secrets secrets = fill(data, 5, 40);
        Path file = elsewhere.resolve("nightly.backup");
        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("log"))) {
            assertThat(runIn(elsewhere, "--data", data.toString(), "db", "export", "nightly.backup"))
                    .isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            byte[] kept = Files.readAllBytes(file);
            assertThat(runIn(elsewhere, "--data", data.toString(), "db", "export", "nightly.backup"))
                    .isEqualTo(5);
            assertThat(Files.readAllBytes(file)).isEqualTo(kept);
            assertThat(runIn(elsewhere, "--data", data.toString(), "db", "export", "nightly.backup", "--force"))
                    .isZero();
            assertThat(Files.readAllBytes(file)).isNotEqualTo(kept);
            assertThat(run("--data", data.toString(), "db", "import", file.toString()))
                    .isEqualTo(4);
            assertThat(server.statusOf(aGoodOne(secrets))).isEqualTo(200);
        }
        try (Stream<Path> all = Files.list(elsewhere)) {
            assertThat(all.toList()).containsExactly(file);
        }
        Path restored = directory.resolve("restored");
        assertThat(run("--data", restored.toString(), "db", "import", file.toString()))
                .isZero();
        assertThat(said(secrets, "--data", restored.toString())).isEqualTo(said(secrets, "--data", data.toString()));
    }

    @Test
    void standard_output_and_standard_input_carry_a_backup() throws Exception {
        Path data = directory.resolve("data");
        Path restored = directory.resolve("restored");
        Population.Secrets secrets = fill(data, 2, 10);
        Path file = directory.resolve("file");

        assertThat(start(directory, ProcessBuilder.Redirect.PIPE, file, "--data", data.toString(), "db", "export", "-"))
                .isZero();
        assertThat(start(
                        directory,
                        ProcessBuilder.Redirect.from(file.toFile()),
                        directory.resolve("out"),
                        "--data",
                        restored.toString(),
                        "db",
                        "import",
                        "-"))
                .isZero();

        assertThat(said(secrets, "--data", restored.toString())).isEqualTo(said(secrets, "--data", data.toString()));
    }

    @Test
    void postgres_that_a_server_runs_on_is_refused() throws Exception {
        Path data = directory.resolve("data");
        String file = directory.resolve("file").toString();
        String postgres = newPostgres();
        fill(data, 1, 1);
        run("--data", data.toString(), "db", "export", file);
        try (ServerProcess server =
                ServerProcess.start(directory.resolve("log"), List.of(), "--db", postgres, "serve", "--port", "0")) {
            assertThat(server.isAlive()).isTrue();
            assertThat(run("--db", postgres, "db", "import", file)).isEqualTo(4);
        }
        assertThat(untilDone("--db", postgres, "db", "import", file)).isZero();
    }

    @Test
    void a_backup_that_others_can_read_is_told_of() throws Exception {
        Path data = directory.resolve("data");
        Path file = directory.resolve("file");
        fill(data, 1, 1);
        run("--data", data.toString(), "db", "export", file.toString());

        String toldOfClosed = toldAtImport(file, "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        String toldOfOpen = toldAtImport(file, "other");

        assertThat(toldOfClosed).doesNotContain("chmod 600");
        assertThat(toldOfOpen).contains("chmod 600 " + file);
    }

    private String toldAtImport(Path file, String target) {
        Piped terminal = new Piped("");
        assertThat(Main.run(terminal, "--data", directory.resolve(target).toString(), "db", "import", file.toString()))
                .isZero();
        return terminal.err.toString();
    }

    @Tag("whole")
    @Test
    void a_directory_whose_import_is_killed_is_as_empty_as_before() throws Exception {
        Path data = directory.resolve("data");
        Path target = directory.resolve("target");
        Path file = directory.resolve("file");
        Population.Secrets secrets = fill(data, 10, 300);
        run("--data", data.toString(), "db", "export", file.toString());

        HeldImport.start("--data", target.toString(), file).destroyForcibly().waitFor();

        assertThat(users("--data", target.toString())).isEqualTo("[ ]");
        assertThat(StoredRows.in(target).get("access_token")).isEmpty();
        assertThat(StoredRows.in(target).get("audit_entry")).isEmpty();
        assertThat(run("--data", target.toString(), "db", "import", file.toString()))
                .isZero();
        assertThat(said(secrets, "--data", target.toString())).isEqualTo(said(secrets, "--data", data.toString()));
    }

    @Tag("whole")
    @Test
    void a_postgres_whose_import_is_killed_is_as_empty_as_before() throws Exception {
        Path data = directory.resolve("data");
        Path file = directory.resolve("file");
        String postgres = newPostgres();
        Population.Secrets secrets = fill(data, 10, 300);
        run("--data", data.toString(), "db", "export", file.toString());

        HeldImport.start("--db", postgres, file).destroyForcibly().waitFor();

        assertThat(users("--db", postgres)).isEqualTo("[ ]");
        assertThat(untilDone("--db", postgres, "db", "import", file.toString())).isZero();
        assertThat(said(secrets, "--db", postgres)).isEqualTo(said(secrets, "--data", data.toString()));
    }

    private static Population.Secrets fill(Path data, int people, int tokensEach) {
        try (Database database = Database.inDirectory(data, text -> {})) {
            return Population.fill(database, Instant.now().truncatedTo(ChronoUnit.MICROS), people, tokensEach);
        }
    }

    private static String newPostgres() {
        return PostgresServer.newDatabase().url() + "?user=postgres";
    }

    private static String aGoodOne(Population.Secrets secrets) {
        return secrets.ofTokens().get("active").stream().skip(1).findFirst().orElseThrow();
    }

    /** Returns the result of verifying each secret there. */
    private static Map<String, String> said(Population.Secrets secrets, String... place) {
        Settings settings = Settings.load(DataLocation.of(place).settings(), Map.of(), Optional.empty());
        Map<String, String> said = new TreeMap<>();
        try (Wiring wiring = Wiring.on(settings, text -> {})) {
            for (List<String> some : secrets.ofTokens().values()) {
                for (String secret : some) {
                    Verification verification =
                            wiring.useCases.tokens.verifyToken.explain(new Actor.Operator(), secret, List.of());
                    said.put(
                            secret,
                            verification.unusable().map(reason -> reason.code()).orElse("good"));
                }
            }
        }
        return said;
    }

    private static String users(String... place) {
        Piped terminal = new Piped("");
        List<String> words = new ArrayList<>(List.of(place));
        words.addAll(List.of("user", "list", "-o", "json"));
        assertThat(Main.run(terminal, words.toArray(String[]::new))).isZero();
        return terminal.out.toString().strip();
    }

    // PostgreSQL may still count the connection of a process that was killed a moment ago.
    private static int untilDone(String... args) {
        return Eventually.matches(() -> run(args), code -> code != ExitCode.REFUSED);
    }

    private static int run(String... args) {
        return Main.run(new Piped(""), args);
    }

    private static int runWith(String input, String... args) {
        return Main.run(new Piped(input), args);
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    /** Runs the command in a separate process with that working directory, and returns the exit code. */
    private int runIn(Path place, String... args) throws Exception {
        return start(place, ProcessBuilder.Redirect.PIPE, directory.resolve("out"), args);
    }

    private int start(Path place, ProcessBuilder.Redirect in, Path out, String... args) throws Exception {
        Path complaints = directory.resolve("complaints");
        Process process = new ProcessBuilder(OwnJava.keyfob(args))
                .directory(place.toFile())
                .redirectInput(in)
                .redirectOutput(out.toFile())
                .redirectError(complaints.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES))
                .as(() -> textOf(complaints))
                .isTrue();
        return process.exitValue();
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
