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

/** A server in a Java process of its own, as Linux sees it. */
final class JavaProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("listens on http://[^;\\s]+:([0-9]+)");

    /** Linux counts processor time in hundredths of a second here, whatever the kernel's own tick. */
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

    /** With settings of its own, by their variables. */
    static JavaProcess keyfob(Path jar, Store store, Path log, List<String> flags, Map<String, String> settings)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(store.arguments());
        command.addAll(List.of("serve", "--port", "0"));
        return startCommand(log, command, settings);
    }

    /** By the launcher, which brings its own Java options and the classes that it kept. */
    static JavaProcess launched(Path launcher, Path jar, Store store, Path log) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(store.arguments());
        command.addAll(List.of("serve", "--port", "0"));
        return startCommand(log, command, Map.of("KEYFOB_JAR", jar.toString()));
    }

    /** Jetty or Javalin, giving the answers that are in a file to callers whose secrets are in another. */
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
        // The benchmarks ask for what the sample has.
        Path settings = Files.writeString(log.resolveSibling(log.getFileName() + ".yaml"), SAMPLE);
        builder.environment().put("KEYFOB_CONFIG", settings.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Also where the benchmark is interrupted, no server stays behind.
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

    /** Of all its threads, those of the compiler and the garbage collector too. */
    long processorNanos() throws IOException {
        return processorNanos(Long.toString(process.pid()), 11);
    }

    /** Of all processes that this one started, once they have ended. */
    static long processorNanosOfEnded() throws IOException {
        return processorNanos("self", 13);
    }

    // The name stands in brackets and may hold spaces; user and system time are the 12th and 13th after it, those of
    // children the 14th and 15th.
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
