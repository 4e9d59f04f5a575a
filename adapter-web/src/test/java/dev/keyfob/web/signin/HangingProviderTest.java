package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An identity provider that accepts connections and never answers does not block other requests. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingProviderTest {

    private static final int CLIENTS = 24;
    private static final String BROKEN = "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private static final String START = "/sign-in/oidc/company";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final ConcurrentLinkedQueue<Socket> calls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private ServerSocket provider;
    private WebServer server;
    private Visitor visitor;

    @BeforeEach
    void serve() throws Exception {
        provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CompletableFuture.runAsync(this::accept, Executors.newSingleThreadExecutor(HangingProviderTest::daemon));
        OidcSettings settings = new OidcSettings(
                "company",
                "Company account",
                URI.create("http://127.0.0.1:" + provider.getLocalPort()),
                "keyfob",
                "the-client-secret",
                List.of("openid"),
                "email",
                "name",
                true,
                Optional.empty(),
                Map.of(),
                Duration.ofMinutes(3));
        server = SampleWebConfig.of(keyfob)
                .signInMethods(new SignInMethods(true, List.of(settings), Optional.empty()))
                .serve();
        visitor = new Visitor(server);
    }

    @AfterEach
    void stop() throws Exception {
        endSiege();
        clients.shutdownNow();
        provider.close();
        server.close();
    }

    @Test
    void pages_and_verification_of_others_are_answered_meanwhile() throws Exception {
        Visitor alice = visitor.signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        List<CompletableFuture<Integer>> waiting = besieged();
        Eventually.isTrue(() -> calls.size() == 1);

        // A busy machine may send some away, but not all of them, until the siege ends.
        for (int i = 0; i < 10; i++) {
            Eventually.isTrue(() -> alice.get("/settings/profile").statusCode() == 200);
            Eventually.isTrue(() -> visitor.get("/sign-in").statusCode() == 200);
            assertThat(new Visitor(server)
                            .get("/auth/check", Map.of("Authorization", "Bearer " + token))
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(calls).hasSize(1);
        endSiege();
        assertThat(waiting).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(503));
    }

    @Test
    void it_is_called_by_one_at_a_time_and_not_again_for_some_seconds_once_it_has_failed() throws Exception {
        List<CompletableFuture<Integer>> waiting = besieged();
        Eventually.isTrue(() -> calls.size() == 1);
        endSiege();
        waiting.forEach(CompletableFuture::join);

        HttpResponse<String> soon = visitor.get(START);
        int callsSoon = calls.size();
        keyfob.clock.advance(Duration.ofSeconds(6));
        CompletableFuture<HttpResponse<String>> later = CompletableFuture.supplyAsync(this::start, clients);
        Eventually.isTrue(() -> calls.size() == 2);

        assertThat(callsSoon).isEqualTo(1);
        assertThat(soon.statusCode()).isEqualTo(503);
        assertThat(soon.body()).contains("Company account cannot be reached right now");
        endSiege();
        assertThat(later.join().statusCode()).isEqualTo(503);
    }

    private void endSiege() throws IOException {
        isOver.set(true);
        for (Socket call : calls) {
            if (!call.isClosed()) {
                // Reads the request, because closing with unread bytes would reset the connection.
                call.getInputStream().read(new byte[8192]);
                call.getOutputStream().write(BROKEN.getBytes(StandardCharsets.US_ASCII));
                call.close();
            }
        }
    }

    /** Starts the clients. Each sends its next request soon after an answer. */
    private List<CompletableFuture<Integer>> besieged() {
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            waiting.add(CompletableFuture.supplyAsync(this::askUntilOver, clients));
        }
        return waiting;
    }

    private int askUntilOver() {
        try {
            int status;
            do {
                status = start().statusCode();
                Thread.sleep(100);
            } while (!isOver.get());
            return status;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> start() {
        try {
            return new Visitor(server).get(START);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                calls.add(provider.accept());
            }
        } catch (IOException closed) {
            // The test closed the socket at its end.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "hanging-provider");
        thread.setDaemon(true);
        return thread;
    }
}
