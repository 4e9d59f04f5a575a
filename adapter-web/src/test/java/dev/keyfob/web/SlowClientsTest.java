package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow clients are disconnected and do not block others. The timeout is short, to keep the tests short. */
class SlowClientsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final String HALF_OF_THE_HEADERS = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    private static final String HALF_OF_A_FORM = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\nform_token=";
    private static final String HALF_OF_A_QUESTION = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Length: 5000\r\nContent-Type: application/json\r\n\r\n{\"query\":\"";

    private static final List<String> HALVES = List.of("", HALF_OF_THE_HEADERS, HALF_OF_A_FORM, HALF_OF_A_QUESTION);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final List<Wire> wires = new ArrayList<>();
    private final WebServer server = WebServer.start(SampleWebConfig.of(keyfob).build(), keyfob.useCases, TIMEOUT);

    @AfterEach
    void stop() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
        server.close();
    }

    @Test
    void whoever_stops_half_way_is_cut_off() throws Exception {
        for (String begun : HALVES) {
            wire(server).send(begun);
        }

        for (int i = 0; i < HALVES.size(); i++) {
            assertThat(wires.get(i).isOverAfter(Duration.ofSeconds(5)))
                    .as(HALVES.get(i))
                    .isTrue();
        }
    }

    // Each byte restarts the idle timeout, but not the timeout of the whole request.
    @Test
    void whoever_sends_a_byte_at_a_time_is_cut_off() throws Exception {
        for (String begun : HALVES) {
            wire(server).send(begun);
        }
        List<Wire> open = new ArrayList<>(wires);

        for (int i = 0; i < 100 && !open.isEmpty(); i++) {
            open.removeIf(SlowClientsTest::isCutOffAfterAByte);
        }

        assertThat(open).isEmpty();
    }

    @Test
    void whoever_is_slow_with_a_second_request_is_cut_off() throws Exception {
        try (Wire slow = new Wire(server.port())) {
            slow.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(slow.isOverAfter(Duration.ofSeconds(5))).isTrue();

            slow.send(HALF_OF_THE_HEADERS);

            // This also reads the rest of the first answer.
            assertThat(isRefusedWhileSendingBytes(slow, 100)).isTrue();
        }
    }

    @Test
    void a_connection_that_was_used_stands_idle_for_as_long_as_the_settings_say() throws Exception {
        try (WebServer patient = WebServer.start(idleFor(TIMEOUT.multipliedBy(4)), keyfob.useCases, TIMEOUT);
                Wire kept = new Wire(patient.port())) {
            kept.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            kept.readHead();

            assertThat(kept.isOverAfter(TIMEOUT.multipliedBy(2))).isFalse();
            kept.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(kept.readHead()).startsWith("HTTP/1.1 200 ");
            assertThat(kept.isOverAfter(TIMEOUT.multipliedBy(8))).isTrue();
        }
    }

    @Test
    void whoever_stops_half_way_through_a_later_request_is_cut_off_as_in_the_first() throws Exception {
        try (WebServer patient = WebServer.start(idleFor(Duration.ofMinutes(5)), keyfob.useCases, TIMEOUT)) {
            List<String> later =
                    HALVES.stream().filter(begun -> !begun.isEmpty()).toList();
            for (String begun : later) {
                Wire kept = wire(patient);
                kept.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                kept.readHead();
                kept.send(begun);
            }

            for (int i = 0; i < later.size(); i++) {
                assertThat(wires.get(i).isOverAfter(Duration.ofSeconds(5)))
                        .as(later.get(i))
                        .isTrue();
            }
        }
    }

    // The timeout of the whole request would close it only after six seconds.
    @Test
    void silence_within_a_later_request_is_no_idle_time() throws Exception {
        try (WebServer patient =
                        WebServer.start(idleFor(Duration.ofMinutes(5)), keyfob.useCases, Duration.ofSeconds(6));
                Wire kept = new Wire(patient.port())) {
            kept.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            kept.readHead();

            kept.send(HALF_OF_A_FORM);

            assertThat(kept.isOverAfter(Duration.ofMillis(5_400))).isTrue();
        }
    }

    @Test
    void a_connection_that_stands_idle_holds_up_no_stop() throws Exception {
        WebServer patient = WebServer.start(idleFor(Duration.ofMinutes(5)), keyfob.useCases, Duration.ofSeconds(40));
        try (Wire kept = new Wire(patient.port())) {
            kept.send("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            kept.readHead();

            CompletableFuture<Void> stop = CompletableFuture.runAsync(patient::close);

            assertThat(stop).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private WebConfig idleFor(Duration idle) {
        return SampleWebConfig.of(keyfob).idle(idle).build();
    }

    // More clients than threads.
    @Test
    void hundreds_of_slow_forms_keep_nobody_waiting() throws Exception {
        List<Wire> slow = new ArrayList<>();
        try (WebServer patient =
                WebServer.start(SampleWebConfig.of(keyfob).build(), keyfob.useCases, Duration.ofSeconds(15))) {
            for (int i = 0; i < 400; i++) {
                slow.add(new Wire(patient.port()).send(HALF_OF_A_FORM));
            }

            String answer;
            try (Wire honest = new Wire(patient.port())) {
                honest.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(honest.isOverAfter(Duration.ofSeconds(5))).isTrue();
                answer = honest.everything();
            }

            assertThat(answer).contains("200 OK");
        } finally {
            for (Wire wire : slow) {
                wire.close();
            }
        }
    }

    @Test
    void an_answer_may_take_longer_than_a_question() throws Exception {
        // More than a busy machine needs to read a whole request.
        Duration patience = Duration.ofSeconds(2);
        keyfob.passwordHashing.duringNextMatch(() -> pause(patience.multipliedBy(2)));

        try (WebServer patient = WebServer.start(SampleWebConfig.of(keyfob).build(), keyfob.useCases, patience)) {
            Visitor alice = new Visitor(patient).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

            assertThat(alice.cookies()).containsKey("keyfob_session");
        }
    }

    // On H2, an interrupted thread closes the database file for all threads.
    @Test
    void who_works_on_for_longer_than_a_stop_waits_is_left_behind_and_not_interrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> finished = new CompletableFuture<>();
        keyfob.passwordHashing.duringNextMatch(() -> {
            begun.countDown();
            try {
                finished.complete(goOn.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                finished.complete(false);
            }
        });
        CompletableFuture<Visitor> alice = CompletableFuture.supplyAsync(this::signIn);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        try {
            server.close();
        } catch (RuntimeException cutOff) {
            // Closing reports the thread that is still working.
        }
        goOn.countDown();

        assertThat(finished.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(alice).failsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void a_connection_in_use_outlives_patience() throws Exception {
        try (Wire steady = new Wire(server.port())) {
            for (int i = 0; i < 10; i++) {
                steady.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                pause(TIMEOUT.dividedBy(4));
            }
            steady.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(steady.everything().split("200 OK", -1)).hasSize(12);
        }
    }

    @Test
    void outside_of_tests_patience_ends_within_half_a_minute() {
        assertThat(WebServer.TIMEOUT).isLessThan(Duration.ofSeconds(25));
    }

    private Visitor signIn() {
        try {
            return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Wire wire(WebServer to) throws IOException {
        Wire wire = new Wire(to.port());
        wires.add(wire);
        return wire;
    }

    private static boolean isCutOffAfterAByte(Wire slow) {
        try {
            slow.send("G");
            return slow.isOverAfter(Duration.ofMillis(10));
        } catch (IOException refused) {
            return true;
        }
    }

    private static boolean isRefusedWhileSendingBytes(Wire slow, int bytes) {
        for (int i = 0; i < bytes; i++) {
            try {
                slow.send("G");
            } catch (IOException refused) {
                return true;
            }
            pause(Duration.ofMillis(40));
        }
        return false;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
