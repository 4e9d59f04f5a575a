package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One user at full speed, sixty slow readers and a provider that hangs, all at once, with a heap of 256 MB. */
@Tag("whole")
class SiegeWholeTest {

    private static final int WARM_UP = 50;
    private static final int WORKERS = 18;
    private static final int READERS = 60;
    private static final int AT_PROVIDER = 24;
    private static final int ROUNDS = 100;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Queue<Long> ofAlice = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() throws IOException {
        isOver.set(true);
        threads.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void others_get_pages_and_verification_all_the_while() throws Exception {
        try (ServerSocket provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerProcess server = serve(provider.getLocalPort())) {
            String alice = token(server, "alice@example.com");
            String bob = token(server, "bob@example.com");
            // The first requests are slower than the timeout of the queue, because the JVM is cold.
            for (int i = 0; i < WARM_UP; i++) {
                assertThat(status(server.port, "/sign-in", "")).isEqualTo(200);
                assertThat(status(server.port, "/auth/check", bob)).isEqualTo(200);
            }
            for (int i = 0; i < WORKERS; i++) {
                threads.submit(() -> askAtFullSpeed(server.port, alice));
            }
            for (int i = 0; i < READERS; i++) {
                readSlowly(server.port);
            }
            for (int i = 0; i < AT_PROVIDER; i++) {
                threads.submit(() -> askForProvider(server.port));
            }
            // The slow readers begin all at once, and many pages at once have to queue.
            Eventually.isTrue(() -> ofAlice.size() > WORKERS && status(server.port, "/sign-in", "") == 200);

            List<Integer> pages = new ArrayList<>();
            List<Integer> checks = new ArrayList<>();
            List<Long> ofBob = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                pages.add(status(server.port, "/sign-in", ""));
                long begun = System.nanoTime();
                checks.add(status(server.port, "/auth/check", bob));
                ofBob.add(System.nanoTime() - begun);
                TimeUnit.MILLISECONDS.sleep(50);
            }

            assertThat(pages).containsOnly(200);
            assertThat(checks).containsOnly(200);
            // However slow the machine is, only the user at full speed queues.
            assertThat(median(ofBob)).isLessThan(median(List.copyOf(ofAlice)));
            assertThat(server.isAlive()).isTrue();
        }
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }

    private Void askForProvider(int port) throws IOException, InterruptedException {
        while (!isOver.get()) {
            status(port, "/sign-in/oidc/company", "");
            TimeUnit.SECONDS.sleep(1);
        }
        return null;
    }

    private ServerProcess serve(int providerPort) throws IOException, InterruptedException {
        Path settings = directory.resolve("keyfob.yaml");
        Files.writeString(settings, """
                oidc:
                  providers:
                    company:
                      label: Company account
                      issuer: http://127.0.0.1:%d
                      client_id: keyfob
                      client_secret_file: %s
                """.formatted(providerPort, secretFile()));
        return ServerProcess.start(
                directory.resolve("log"),
                List.of("env", "JAVA_TOOL_OPTIONS=-Xmx256m"),
                "--data",
                directory.resolve("data").toString(),
                "serve",
                "--port",
                "0",
                "--config",
                settings.toString());
    }

    private Path secretFile() throws IOException {
        Path file = directory.resolve("secret");
        Files.writeString(file, "the-client-secret");
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);
        return file;
    }

    private String token(ServerProcess server, String owner) {
        String data = directory.resolve("data").toString();
        Main.run(new Piped(owner + " likes green tea\n"), "--data", data, "user", "add", owner);
        Piped created = new Piped("");
        Main.run(created, "--data", data, "token", "create", "--owner", owner, "--name", "CI", "--quiet");
        created.out().flush();
        assertThat(server.isAlive()).isTrue();
        return created.out.toString().strip();
    }

    // Eight lists of a hundred cost about as much as a query may.
    private void askAtFullSpeed(int port, String token) {
        String fields = IntStream.range(0, 8)
                .mapToObj(i -> "t" + i + ": tokens(first: 100) { edges { node { id description created } } }")
                .collect(Collectors.joining(" "));
        String query = "{\"query\":\"{ currentUser { email " + fields + " } }\"}";
        while (!isOver.get()) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                        .timeout(LONGEST)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(query))
                        .build();
                long begun = System.nanoTime();
                if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    ofAlice.add(System.nanoTime() - begun);
                }
            } catch (IOException e) {
                // The loop asks again.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void readSlowly(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        String page = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(page.repeat(50).getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
        threads.submit(() -> {
            while (!isOver.get() && socket.getInputStream().readNBytes(1024).length > 0) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return null;
        });
    }

    private static int status(int port, String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONGEST);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
