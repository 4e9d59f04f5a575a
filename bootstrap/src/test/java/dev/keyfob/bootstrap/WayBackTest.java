package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of docs/operate.md that restore the copy from before an upgrade. */
class WayBackTest {

    private static final Path EARLIER = Path.of("src/test/resources/earlier/keyfob.mv.db");

    @TempDir
    Path directory;

    @Test
    void the_published_lines_put_the_data_back_as_the_version_before_left_it() throws Exception {
        Path data = Files.createDirectory(
                directory.resolve("DIR"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(EARLIER, data.resolve("keyfob.mv.db"));
        run(data, "token", "create", "--owner", "alice@example.com", "--name", "After the upgrade", "--quiet");
        List<String> lines = Files.readString(Path.of("..", "docs", "operate.md"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("mv DIR/") || line.startsWith("cp DIR/"))
                .toList();

        for (String line : lines) {
            assertThat(new ProcessBuilder("sh", "-c", line)
                            .directory(directory.toFile())
                            .start()
                            .waitFor())
                    .as(line)
                    .isZero();
        }

        assertThat(lines).hasSize(2);
        assertThat(doctorOn(data)).contains("warning  migrations: The schema is older");
        run(data, "audit", "verify");
        assertThat(run(data, "token", "list", "-o", "csv"))
                .contains("Nightly build")
                .doesNotContain("After the upgrade");
    }

    private static String doctorOn(Path data) {
        Piped terminal = new Piped("");
        Main.run(terminal, "--data", data.toString(), "doctor", "--port", "1");
        return terminal.out.toString();
    }

    private static String run(Path data, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--data";
        all[1] = data.toString();
        System.arraycopy(words, 0, all, 2, words.length);
        Piped terminal = new Piped("");
        assertThat(Main.run(terminal, all)).as("%s", terminal.err).isZero();
        return terminal.out.toString();
    }
}
