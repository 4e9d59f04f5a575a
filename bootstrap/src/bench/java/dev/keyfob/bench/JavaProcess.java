package dev.keyfob.bench;

import dev.keyfob.domain.permission.PermissionCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A server in its own Java process, with the processor time and memory that Linux reports for it. */
final class JavaProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("listens on http://[^;\\s]+:([0-9]+)");

    /** In /proc, Linux counts processor time in hundredths of a second, whatever the kernel's own tick. */
    private static final long NANOS_OF_A_TICK = 10_000_000;

    private static final String SAMPLE = PermissionCatalogue.sample().permissions().stream()
            .map(permission -> "  " + permission + ": "
                    + PermissionCatalogue.sample()
                            .requirementOf(permission)
                            .orElseThrow()
                            .text() + "\n")
            .collect(Collectors.joining("", "permissions:\n", ""));

    private final Process process;
    private final int port;

    private JavaProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static JavaProcess keyfob(Path jar, Store store, Path log, List<String> flags) throws Exception {
        return keyfob(jar, store, log, flags, Map.of());
    }

    /** Starts Keyfob with these settings, which are environment variables. */
    static JavaProcess keyfob(Path jar, Store store, Path log, List<String> flags, Map<String, String> settings)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(store.arguments());
        command.addAll(List.of("serve", "--port", "0"));
        return startCommand(log, command, settings);
    }

    /** Starts Keyfob by the launcher, which uses its own Java options and its class data archive. */
    static JavaProcess launched(Path launcher, Path jar, Store store, Path log) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(store.arguments());
        command.addAll(List.of("serve", "--port", "0"));
        return startCommand(log, command, Map.of("KEYFOB_JAR", jar.toString()));
    }

    /** Starts Jetty or Javalin with the answers of one file, for callers whose secrets are in another. */
    static JavaProcess reference(String kind, Path answers, Path seeded, Path log, List<String> flags)
            throws Exception {
        List<String> command = new ArrayList<>(flags);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ReferenceServer.class.getName(),
                kind,
                answers.toString(),
                seeded.toString()));
        return start(log, command);
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static JavaProcess start(Path log, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(arguments);
        return startCommand(log, command, Map.of());
    }

    private static JavaProcess startCommand(Path log, List<String> command, Map<String, String> environment)
            throws Exception {
        Files.deleteIfExists(log);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KEYFOB_POLICY_TOKENS_PER_USER", "1000000");
        // The benchmarks use the permissions of the sample.
        Path settings = Files.writeString(log.resolveSibling(log.getFileName() + ".yaml"), SAMPLE);
        builder.environment().put("KEYFOB_CONFIG", settings.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Stops the server even if the benchmark is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (process.isAlive()) {
            Matcher line = PORT.matcher(Files.exists(log) ? Files.readString(log) : "");
            if (line.find()) {
                return new JavaProcess(process, Integer.parseInt(line.group(1)));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new IOException("it ended by itself: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** The processor time of all threads of the process, including those of the compiler and the garbage collector. */
    long processorNanos() throws IOException {
        return processorNanos(Long.toString(process.pid()), 11);
    }

    /** The processor time of all child processes of this JVM that have ended. */
    static long processorNanosOfEnded() throws IOException {
        return processorNanos("self", 13);
    }

    // The name is in parentheses and may contain spaces. User and system time are the 12th and 13th fields after it,
    // those of child processes the 14th and 15th.
    private static long processorNanos(String process, int user) throws IOException {
        String line = Files.readString(Path.of("/proc", process, "stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1])) * NANOS_OF_A_TICK;
    }

    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
