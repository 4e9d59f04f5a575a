package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
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

/**
 * Slow clients are disconnected and do not block others. The timeout is short, to keep the tests short. A busy machine
 * can be a slow client itself, so what must be answered in time is tried again.
 */
class SlowClientsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String QUESTION = "HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HALF_OF_THE_HEADERS = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    private static final String HALF_OF_A_FORM = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\nform_token=";
    private static final String HALF_OF_A_QUERY = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Length: 5000\r\nContent-Type: application/json\r\n\r\n{\"query\":\"";

    private static final List<String> HALVES = List.of(HALF_OF_THE_HEADERS, HALF_OF_A_FORM, HALF_OF_A_QUERY);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final List<Wire> wires = new ArrayList<>();
    private final WebServer server = SampleWebConfig.of(keyfob).serve(TIMEOUT);

    @AfterEach
    void stop() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
        server.close();
    }

    @Test
    void whoever_stops_half_way_is_cut_off() throws Exception {
        Wire silent = wire(server);
        for (String begun : HALVES) {
            wire(server).send(begun);
        }

        assertThat(silent.everything()).isEmpty();
        assertAllAreCutOff(HALVES);
    }

    // Each byte restarts the idle timeout, but not the timeout of the whole request.
    @Test
    void whoever_sends_a_byte_at_a_time_is_cut_off() {
        Eventually.isTrue(() -> isCutOffWhileSendingBytes(wire(server)));
        for (String begun : HALVES) {
            Eventually.isTrue(() -> isCutOffWhileSendingBytes(wire(server).send(begun)));
        }
    }

    @Test
    void whoever_is_slow_with_a_second_request_is_cut_off() {
        Eventually.isTrue(() -> isCutOffWhileSendingBytes(used(server).send(HALF_OF_THE_HEADERS)));
    }

    @Test
    void a_connection_that_was_used_may_stand_idle_for_longer_than_a_request_may_take() {
        try (WebServer patient = SampleWebConfig.of(keyfob).serve(TIMEOUT)) {
            Eventually.isTrue(() -> {
                Wire kept = used(patient);
                return kept.isSilentFor(TIMEOUT.multipliedBy(2)) && isAnswered(kept);
            });
        }
    }

    @Test
    void a_connection_that_was_used_is_closed_after_the_idle_time_of_the_settings() throws Exception {
        try (WebServer patient = SampleWebConfig.of(keyfob).idle(TIMEOUT).serve(NEVER)) {
            assertThat(used(patient).everything()).isEmpty();
        }
    }

    @Test
    void whoever_stops_half_way_through_a_later_request_is_cut_off_as_in_the_first() throws Exception {
        try (WebServer patient = SampleWebConfig.of(keyfob).serve(TIMEOUT)) {
            for (String begun : HALVES) {
                used(patient).send(begun);
            }

            assertAllAreCutOff(HALVES);
        }
    }

    // After the idle timeout, the answer is 408. The timeout of the whole request would close without an answer.
    @Test
    void silence_within_a_later_request_is_no_idle_time() {
        try (WebServer patient = SampleWebConfig.of(keyfob).serve(Duration.ofSeconds(2))) {
            Eventually.isTrue(
                    () -> used(patient).send(HALF_OF_A_FORM).everything().startsWith("HTTP/1.1 408 "));
        }
    }

    @Test
    void a_connection_that_stands_idle_holds_up_no_stop() throws Exception {
        WebServer patient = SampleWebConfig.of(keyfob).serve(NEVER);
        used(patient);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(patient::close);

        assertThat(stop).succeedsWithin(Duration.ofMinutes(2));
    }

    // More clients than threads.
    @Test
    void hundreds_of_slow_forms_keep_nobody_waiting() throws Exception {
        try (WebServer patient = SampleWebConfig.of(keyfob).serve(NEVER)) {
            for (int i = 0; i < 500; i++) {
                wire(patient).send(HALF_OF_A_FORM);
            }

            assertThat(isAnswered(wire(patient))).isTrue();
        }
    }

    @Test
    void an_answer_may_take_longer_than_a_question() {
        Eventually.isTrue(() -> {
            keyfob.passwordHashing.duringNextMatch(() -> pause(TIMEOUT.multipliedBy(2)));
            return isSignedIn(server);
        });
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
                finished.complete(goOn.await(5, TimeUnit.MINUTES));
            } catch (InterruptedException e) {
                finished.complete(false);
            }
        });
        WebServer patient = SampleWebConfig.of(keyfob).serve(NEVER, TIMEOUT);
        CompletableFuture<Boolean> isSignedIn = CompletableFuture.supplyAsync(() -> isSignedIn(patient));
        assertThat(begun.await(2, TimeUnit.MINUTES)).isTrue();

        try {
            patient.close();
        } catch (RuntimeException cutOff) {
            // Closing reports the thread that is still working.
        }
        goOn.countDown();

        assertThat(finished.get(2, TimeUnit.MINUTES)).isTrue();
        assertThat(isSignedIn.get(2, TimeUnit.MINUTES)).isFalse();
    }

    @Test
    void a_connection_in_use_outlives_patience() {
        Eventually.isTrue(() -> {
            Wire steady = used(server);
            boolean isAnswered = true;
            for (int i = 0; i < 10 && isAnswered; i++) {
                pause(TIMEOUT.dividedBy(4));
                isAnswered = isAnswered(steady);
            }
            return isAnswered;
        });
    }

    @Test
    void outside_of_tests_patience_ends_within_half_a_minute() {
        assertThat(WebServer.TIMEOUT).isLessThan(Duration.ofSeconds(25));
    }

    private static boolean isSignedIn(WebServer by) {
        try {
            return new Visitor(by)
                    .signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD)
                    .cookies()
                    .containsKey("keyfob_session");
        } catch (IOException cutOff) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Wire wire(WebServer to) throws IOException {
        Wire wire = new Wire(to.port());
        wires.add(wire);
        return wire;
    }

    /** Returns a connection on which a request was answered. */
    private Wire used(WebServer by) throws IOException {
        Wire wire = wire(by);
        while (!isAnswered(wire)) {
            wires.remove(wire);
            wire.close();
            wire = wire(by);
        }
        return wire;
    }

    private static boolean isAnswered(Wire wire) {
        try {
            return wire.send(QUESTION).readHead().startsWith("HTTP/1.1 200 ");
        } catch (IOException cutOff) {
            return false;
        }
    }

    /** Checks the latest connections, on which these requests were begun. */
    private void assertAllAreCutOff(List<String> begun) throws IOException {
        for (int i = 0; i < begun.size(); i++) {
            assertThat(wires.get(wires.size() - begun.size() + i).everything())
                    .as(begun.get(i))
                    .doesNotStartWith("HTTP/1.1 2");
        }
    }

    /** Returns whether the server disconnects, although no pause between two bytes is as long as the idle timeout. */
    private static boolean isCutOffWhileSendingBytes(Wire slow) {
        long before = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            boolean isCutOff = isCutOffAfterAByte(slow);
            long now = System.nanoTime();
            if (now - before >= TIMEOUT.dividedBy(2).toNanos()) {
                return false;
            }
            if (isCutOff) {
                return true;
            }
            before = now;
        }
        return false;
    }

    private static boolean isCutOffAfterAByte(Wire slow) {
        try {
            return !slow.send("G").isSilentFor(Duration.ofMillis(40));
        } catch (IOException refused) {
            return true;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
