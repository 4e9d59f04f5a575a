package dev.keyfob.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.web.server.RequestWatch.Answered;
import dev.keyfob.web.server.RequestWatch.OfRoute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-29T09:30:00.1234Z"));
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_request_is_a_line_of_json_in_which_what_was_not_sent_is_left_out() {
        try (AccessLog log = new AccessLog(out, CLOCK, "0a1b2c3d")) {
            OfRoute route = log.of("GET", "/settings/access-token/{id}");

            route.answered(new Answered("GET", 200, 1_234_567, 5_120, log.nextId(), Optional.of(TRACE)));
            route.answered(new Answered("HEAD", 503, 999, 0, log.nextId(), Optional.empty()));
            awaitTwoLines();
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "{\"time\":\"2026-11-29T09:30:00.123Z\",\"method\":\"GET\","
                                + "\"route\":\"/settings/access-token/{id}\",\"status\":200,\"duration_ms\":1.234,"
                                + "\"bytes\":5120,\"request_id\":\"0a1b2c3d-1\","
                                + "\"traceparent\":\"" + TRACE + "\"}",
                        "{\"time\":\"2026-11-29T09:30:00.123Z\",\"method\":\"HEAD\","
                                + "\"route\":\"/settings/access-token/{id}\",\"status\":503,\"duration_ms\":0.000,"
                                + "\"bytes\":0,\"request_id\":\"0a1b2c3d-2\"}");
    }

    @Test
    void a_reader_that_takes_nothing_holds_up_no_request() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        OutputStream stalled = new OutputStream() {
            @Override
            public void write(int b) {
                awaitQuietly(reads);
            }
        };
        AccessLog log = new AccessLog(stalled, CLOCK, "0a1b2c3d");
        OfRoute route = log.of("GET", "/");

        for (int i = 0; i < 20_000; i++) {
            route.answered(new Answered("GET", 200, 1, 1, "", Optional.empty()));
        }

        reads.countDown();
        log.close();
    }

    @Test
    void after_an_output_has_failed_the_next_request_is_written_on_a_line_of_its_own() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (failed.getCount() == 0) {
                    out.write(b);
                    return;
                }
                out.write('{');
                failed.countDown();
                throw new IOException("No space left on device");
            }
        };
        try (AccessLog log = new AccessLog(failing, CLOCK, "0a1b2c3d")) {
            OfRoute route = log.of("GET", "/");
            route.answered(new Answered("GET", 200, 1, 1, log.nextId(), Optional.empty()));
            failed.await();
            route.answered(new Answered("GET", 200, 1, 1, log.nextId(), Optional.empty()));
            awaitTwoLines();
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("{\"time\"")
                .contains("0a1b2c3d-2");
    }

    // Closing the log waits for two seconds only.
    private void awaitTwoLines() {
        Eventually.isTrue(() -> out.toString(StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                == 2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
