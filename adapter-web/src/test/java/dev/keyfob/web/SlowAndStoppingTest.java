package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slow clients, and a server that is stopping. */
class SlowAndStoppingTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    // Uses the server's real timeout. SlowClientsTest uses a shorter one.
    @Test
    @Tag("whole")
    void who_falls_silent_is_cut_off_after_ten_seconds() throws Exception {
        try (WebServer server = SampleWebConfig.of(keyfob).serve(WebServer.TIMEOUT)) {
            long begun = System.nanoTime();
            try (Wire half = new Wire(server.port());
                    Wire headersOnly = new Wire(server.port())) {
                half.send("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{");
                headersOnly.send("GET /sign-in HTTP/1.1\r\nHost: lo");

                half.everything();
                headersOnly.everything();

                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(100));
            }
        }
    }

    @Test
    void what_is_being_worked_on_is_answered_before_the_server_stops() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        keyfob.passwordHashing.duringNextMatch(() -> {
            working.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        WebServer server = Visitor.serve(keyfob, false);
        CompletableFuture<Visitor> alice = CompletableFuture.supplyAsync(() -> signIn(server));
        assertThat(working.await(2, TimeUnit.MINUTES)).isTrue();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(stopping).isNotDone();
        goOn.countDown();

        assertThat(alice.get(2, TimeUnit.MINUTES).cookies()).containsKey("keyfob_session");
        stopping.get(2, TimeUnit.MINUTES);
        assertThatThrownBy(() -> new Socket("127.0.0.1", server.port()).close()).isInstanceOf(Exception.class);
    }

    private static Visitor signIn(WebServer server) {
        try {
            return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
