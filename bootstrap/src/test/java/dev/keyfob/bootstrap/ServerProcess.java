package dev.keyfob.bootstrap;

import dev.keyfob.application.fake.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server in a separate process, which can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Keyfob listens on http://\\S+:([0-9]+); people open");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    public final int port;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    public static ServerProcess serve(Path data, Path log) throws IOException, InterruptedException {
        return start(log, List.of(), "--data", data.toString(), "serve", "--port", "0");
    }

    /** Starts the server through {@code wrapper}, such as a shell that limits the size of its files. */
    static ServerProcess start(Path log, List<String> wrapper, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(OwnJava.keyfob(args));
        return start(log, command);
    }

    /** Starts the server with that command. */
    static ServerProcess start(Path log, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KEYFOB_POLICY_TOKENS_PER_USER", "1000000");
        Process process = builder.start();
        try {
            Eventually.isTrue(() -> PORT.matcher(textOf(log)).find() || !process.isAlive());
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IOException("the server did not start in time: " + textOf(log), e);
        }
        Matcher line = PORT.matcher(textOf(log));
        if (!line.find()) {
            throw new IOException("the server ended by itself: " + textOf(log));
        }
        return new ServerProcess(process, log, Integer.parseInt(line.group(1)));
    }

    /** The server's answer to that token: 200 if it is valid, else 401. */
    int statusOf(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ currentUser { email } }\"}"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Sends SIGKILL: no shutdown hook runs, and nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM, as service managers do, and returns the exit code. */
    int stop(Duration longest) throws InterruptedException {
        process.destroy();
        return waitForExit(longest);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int waitForExit(Duration longest) throws InterruptedException {
        return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    String output() throws IOException {
        return textOf(log);
    }

    /** Returns when the process has ended, so that its files can be opened or deleted. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String textOf(Path log) throws IOException {
        // The last character may be written only in part.
        return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    }
}
