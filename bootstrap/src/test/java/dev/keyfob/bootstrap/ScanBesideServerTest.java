package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.token.TokenFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself reads the caller's files, whether a server runs on the data or not. */
class ScanBesideServerTest {

    @TempDir
    Path directory;

    private Path data;
    private Path files;

    private record Answer(int code, String out) {}

    @BeforeEach
    void prepare() throws IOException {
        data = directory.resolve("data");
        files = Files.createDirectory(directory.resolve("files"));
    }

    @Test
    void a_token_that_is_found_beside_a_running_server_is_dead_at_its_very_next_request() throws Exception {
        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("log"))) {
            String secret = token();
            Files.writeString(files.resolve("app.env"), "\nKEY=" + secret);
            assertThat(server.statusOf(secret)).isEqualTo(200);

            Answer found = run("", "scan", files.toString(), "-o", "csv");
            assertThat(found.code()).isEqualTo(10);
            assertThat(found.out())
                    .contains(files.resolve("app.env") + ",2,5,kfpat_…")
                    .contains("active,alice@example.com,CI,")
                    .doesNotContain(secret);
            assertThat(server.statusOf(secret)).isEqualTo(200);

            assertThat(run("", "scan", "--revoke", files.toString()).code()).isEqualTo(10);

            assertThat(server.statusOf(secret)).isEqualTo(401);
            assertThat(run("", "audit", "list", "--action", "token.revoked").out())
                    .contains("operator, who found it at " + files.resolve("app.env") + ":2");
        }
    }

    // Many look-ups are sent to the server in several batches.
    @Test
    void thousands_of_findings_are_looked_up() throws Exception {
        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("log"))) {
            String secret = token();
            TokenFormat elsewhere = new TokenFormat("acme_");
            SecureRandom random = new SecureRandom();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                lines.add(elsewhere.generate(random).reveal());
            }
            lines.add(secret);
            Files.write(files.resolve("many.txt"), lines);

            Answer found = run("", "scan", files.toString(), "-o", "csv");

            assertThat(found.out().lines()).hasSize(2_502);
            assertThat(found.out().lines().filter(line -> line.contains(",unknown,")))
                    .hasSize(2_500);
            assertThat(found.out()).contains(",2501,1,kfpat_").contains(",active,alice@example.com,");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void without_a_server_the_command_opens_the_data_itself() throws Exception {
        run("heavy rain on tin roofs\n", "user", "add", "alice@example.com");
        String secret = token();
        Files.writeString(files.resolve("app.env"), secret);

        assertThat(run("", "scan", "--revoke", files.toString(), "-o", "csv").out())
                .contains(",revoked,", ",true");

        assertThat(run(secret, "token", "verify").out()).contains("revoked");
    }

    @Test
    void without_any_data_it_says_what_to_do_and_finds_what_there_is_offline() throws Exception {
        Files.writeString(files.resolve("app.env"), "kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV4fAYTK");
        Piped terminal = new Piped("");

        assertThat(Main.run(terminal, "scan", files.toString())).isEqualTo(2);
        assertThat(Main.run(terminal, "scan", "--no-lookup", files.toString())).isEqualTo(10);
        assertThat(terminal.out.toString()).contains("app.env", "kfpat_…AYTK");
    }

    @Test
    void the_jar_scans_its_standard_input() throws Exception {
        Path input = Files.writeString(files.resolve("in"), "a kfpat_0123456789ABCDEFGHIJKLMNOPQRSTUV4fAYTK b");
        Process keyfob = new ProcessBuilder(OwnJava.keyfob("scan", "--no-lookup", "-"))
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();

        assertThat(keyfob.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(keyfob.exitValue()).isEqualTo(10);
        assertThat(Files.readString(directory.resolve("out")))
                .containsPattern("\\(standard input\\) +1 +3 +kfpat_…AYTK")
                .contains("1 token in 1 place.");
    }

    private String token() {
        if (run("", "user", "show", "alice@example.com").code() != 0) {
            run("heavy rain on tin roofs\n", "user", "add", "alice@example.com");
        }
        return run("", "token", "create", "--owner", "alice@example.com", "--name", "CI", "--quiet")
                .out()
                .strip();
    }

    private Answer run(String input, String... words) {
        Piped terminal = new Piped(input);
        List<String> args = new ArrayList<>(List.of("--data", data.toString()));
        args.addAll(List.of(words));
        int code = Main.run(terminal, args.toArray(String[]::new));
        return new Answer(code, terminal.out.toString());
    }
}
