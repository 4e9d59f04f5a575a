package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes standard output of a real process to a full disk, and to a pipe without a reader. */
class LostOutputTest {

    private static final File FULL = new File("/dev/full");

    private static Path data;

    @TempDir
    Path directory;

    @BeforeAll
    static void addAlice(@TempDir Path shared) {
        data = shared.resolve("data");
        assertThat(Main.run(
                        new Piped("four words make sense"),
                        "--data",
                        data.toString(),
                        "user",
                        "add",
                        "alice@example.com"))
                .isZero();
    }

    @Test
    void a_secret_that_a_full_disk_swallowed_is_a_failure_that_names_the_token() throws Exception {
        int code = exitCodeOf(start(
                FULL,
                "--data",
                data.toString(),
                "token",
                "create",
                "--owner",
                "alice@example.com",
                "--name",
                "x",
                "-q"));

        assertThat(code).isEqualTo(1);
        String id = Files.readString(complaints()).replaceAll("(?s).*token revoke ([0-9a-f-]{36}) .*", "$1");
        assertThat(Main.run(new Piped(""), "--data", data.toString(), "token", "revoke", id))
                .isZero();
    }

    @Test
    void a_demo_of_which_nobody_reads_the_passwords_does_not_run() throws Exception {
        assertThat(exitCodeOf(start(FULL, "demo", "--port", "0"))).isEqualTo(1);

        assertThat(Files.readString(complaints())).contains("Standard output could not be written");
    }

    @Test
    void a_reader_that_wants_no_more_is_no_failure() throws Exception {
        Process process = new ProcessBuilder(OwnJava.keyfob("--data", data.toString(), "user", "list"))
                .redirectError(complaints().toFile())
                .start();
        process.getInputStream().close();

        assertThat(exitCodeOf(process)).isZero();
        assertThat(Files.readString(complaints(), StandardCharsets.UTF_8)).isEmpty();
    }

    private Path complaints() {
        return directory.resolve("complaints");
    }

    private Process start(File output, String... args) throws Exception {
        return new ProcessBuilder(OwnJava.keyfob(args))
                .redirectOutput(output)
                .redirectError(complaints().toFile())
                .start();
    }

    private static int exitCodeOf(Process process) throws Exception {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
