package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slow clients, and a server that is stopping. */
class SlowAndStoppingTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    // Uses the server's real timeout. SlowClientsTest uses a shorter one.
    @Test
    @Tag("whole")
    void who_falls_silent_is_cut_off_after_ten_seconds() throws Exception {
        try (Socket half = begun("/sign-in");
                Socket headersOnly = new Socket("127.0.0.1", server.port())) {
            headersOnly
                    .getOutputStream()
                    .write("GET /sign-in HTTP/1.1\r\nHost: lo".getBytes(StandardCharsets.US_ASCII));
            Instant begun = Instant.now();
            half.setSoTimeout(20_000);
            headersOnly.setSoTimeout(20_000);

            half.getInputStream().readAllBytes();
            headersOnly.getInputStream().readAllBytes();

            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
        }
    }

    @Test
    void what_is_being_worked_on_is_answered_before_the_server_stops() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        keyfob.passwordHashing.duringNextMatch(() -> {
            working.countDown();
            try {
                goOn.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Visitor alice = new Visitor(server);
        String page = alice.get("/sign-in").body();
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> signIn(alice, page));
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(stopping).isNotDone();
        goOn.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(303);
        stopping.get(15, TimeUnit.SECONDS);
        assertThatThrownBy(() -> new Socket("127.0.0.1", server.port()).close()).isInstanceOf(Exception.class);
    }

    private static int signIn(Visitor visitor, String page) {
        try {
            return visitor.post(
                            "/sign-in",
                            Map.of(
                                    "form_token",
                                    Visitor.field(page, "form_token"),
                                    "email",
                                    "alice@example.com",
                                    "password",
                                    InMemoryKeyfob.ALICE_PASSWORD))
                    .statusCode();
        } catch (Exception e) {
            return -1;
        }
    }

    private Socket begun(String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
