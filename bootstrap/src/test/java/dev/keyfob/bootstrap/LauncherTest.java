package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the launcher script with a fake Java that records its arguments. */
class LauncherTest {

    private static final String JAVA = """
            #!/bin/sh
            echo "$KEYFOB_DATA_DIRECTORY|$*" >> "$CALLS"
            echo KEYFOB_TOKEN=
            """;

    @TempDir
    private Path directory;

    private Path java;

    @BeforeEach
    void a_java_that_writes_down_its_calls() throws Exception {
        java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(directory.resolve("keyfob.jar"), "");
    }

    @Test
    void the_demo_it_learns_from_does_not_touch_the_data_that_the_environment_names() throws Exception {
        List<String> calls = run("token", "list");

        assertThat(calls).first().asString().startsWith("|").endsWith("demo --port 0");
        assertThat(calls).last().asString().startsWith("/srv/real|").endsWith("token list");
    }

    @Test
    void a_server_without_memory_ends_instead_of_going_on_without_a_thread() throws Exception {
        List<String> calls = run("serve");

        assertThat(calls)
                .allMatch(call -> call.contains("-XX:+ExitOnOutOfMemoryError ") || call.contains("-Xshare:dump"));
    }

    private List<String> run(String... args) throws Exception {
        ProcessBuilder launcher = new ProcessBuilder("src/main/scripts/keyfob");
        launcher.command().addAll(List.of(args));
        Path calls = directory.resolve("calls");
        launcher.environment()
                .putAll(Map.of(
                        "JAVA_HOME", directory.resolve("jdk").toString(),
                        "KEYFOB_JAR", directory.resolve("keyfob.jar").toString(),
                        "KEYFOB_DATA_DIRECTORY", "/srv/real",
                        "XDG_CACHE_HOME", directory.toString(),
                        "CALLS", calls.toString()));
        assertThat(launcher.redirectErrorStream(true).start().waitFor()).isZero();
        return Files.readAllLines(calls);
    }
}
