package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client program. It gets its secrets in environment variables, because every user can see its arguments. */
final class Client {

    private static final long LONGEST_MINUTES = 3;

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
        boolean hasEnded = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String written = Files.readString(output);
        assertThat(hasEnded).as("%s ended: %s", command[0], written).isTrue();
        return new Ended(process.exitValue(), written);
    }
}
