package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs an external program in a directory below {@code target}. If it is missing, the test fails and is not skipped.
 */
public final class ForeignTool {

    /** Less than the time limit of a test, so that the failure shows what the program has written. */
    private static final long LONGEST_MINUTES = 9;

    /** The tools need a newer Node than Debian has. npm runs on Debian's Node and installs this one. */
    private static final String NODE_VERSION = "22.23.3";

    private final Path directory;
    private final Map<String, String> environment;

    private ForeignTool(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** Creates an empty directory of that name. Programs get these variables in addition to those of the tests. */
    public static ForeignTool in(String name, Map<String, String> environment) throws IOException {
        Path directory = Path.of("target", "foreign", name).toAbsolutePath();
        Files.createDirectories(directory);
        return new ForeignTool(directory, environment);
    }

    public Path directory() {
        return directory;
    }

    /** Runs the command and returns both of its outputs. It must exit with 0. */
    public String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = start(builder);
        boolean hasEnded = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String written = Files.readString(output);
        assertThat(hasEnded).as("%s ended: %s", command, written).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, written).isZero();
        return written;
    }

    /** Returns whether the command exists and exits with 0. */
    public static boolean canRun(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException notThere) {
            throw new AssertionError(
                    builder.command().get(0) + " cannot be started. Install it: .ci/run names what tests need.",
                    notThere);
        }
    }

    /** Installs npm packages, each in one version, and Node. */
    public ForeignTool withPackages(Map<String, String> versions) throws IOException, InterruptedException {
        return withPackages(versions, Map.of());
    }

    /** Installs npm packages, with {@code overrides} for their dependencies. */
    public ForeignTool withPackages(Map<String, String> versions, Map<String, String> overrides)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(versions);
        all.put("node-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64"), NODE_VERSION);
        Files.writeString(
                directory.resolve("package.json"),
                "{\"private\":true,\"dependencies\":{" + members(all) + "},\"overrides\":{" + members(overrides)
                        + "}}");
        run(List.of("npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"));
        return this;
    }

    private static String members(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                .collect(Collectors.joining(","));
    }

    /** Runs a program of the installed packages and returns its output. */
    public String runPackage(String program, String... arguments) throws IOException, InterruptedException {
        return runNode("node_modules/.bin/" + program, arguments);
    }

    /** Runs a script on the installed Node, whatever version the machine has, and returns its output. */
    public String runNode(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node_modules/.bin/node", script));
        command.addAll(List.of(arguments));
        return run(command);
    }
}
