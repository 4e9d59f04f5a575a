package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A client program. It gets its secrets in environment variables, because every user can see its arguments. */
final class Client {

    private final Path outputs;
    private final Map<String, String> environment;

    record Ended(int exit, String text) {}

    Client(Path outputs, Map<String, String> environment) {
        this.outputs = outputs;
        this.environment = environment;
    }

    /** Runs it and returns standard output and standard error. It must exit with 0. */
    String run(Path directory, String... command) throws IOException, InterruptedException {
        Ended ended = tried(directory, command);
        assertThat(ended.exit())
                .as("%s: %s", String.join(" ", command), ended.text())
                .isZero();
        return ended.text();
    }

    /** Runs it, whatever its exit code. */
    Ended tried(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(outputs, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return new Ended(process.waitFor(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
