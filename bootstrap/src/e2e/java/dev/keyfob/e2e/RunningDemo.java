package dev.keyfob.e2e;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.bootstrap.OwnJava;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo in a separate process, started as by the README's first command. */
final class RunningDemo implements AutoCloseable {

    static final String ALICE = "alice@example.com";
    static final String ALICE_PASSWORD = "alice likes green tea";
    static final String ADMIN = "admin@example.com";
    static final String ADMIN_PASSWORD = "admin likes cold water";

    private static final String LAST_OF_START = "Keyfob listens on ";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    final int port = FreePort.find();

    RunningDemo(Path directory, String... furtherArguments) throws IOException, InterruptedException {
        output = directory.resolve("demo.log");
        List<String> arguments = new ArrayList<>(List.of("demo", "--port", Integer.toString(port)));
        arguments.addAll(List.of(furtherArguments));
        ProcessBuilder builder = new ProcessBuilder(OwnJava.keyfob(arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("KEYFOB_SERVER_ALLOW_PLAIN_HTTP", "true");
        process = builder.start();
        Eventually.isTrue(() -> !process.isAlive() || text().contains(LAST_OF_START));
        if (!text().contains(LAST_OF_START)) {
            throw new IOException("the demo did not start: " + text());
        }
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** The token that the demo printed. */
    String token() throws IOException {
        Matcher printed = Pattern.compile("KEYFOB_TOKEN=(\\S+)").matcher(text());
        if (!printed.find()) {
            throw new IllegalStateException("no token was printed");
        }
        return printed.group(1);
    }

    /** Everything that the demo has written, to standard output and to its log. */
    String text() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    HttpResponse<String> graphql(String token, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/graphql"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"query\":\"" + query.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
