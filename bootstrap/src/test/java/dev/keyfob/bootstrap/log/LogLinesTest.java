package dev.keyfob.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** What a line of the log contains, and what it leaves out. */
class LogLinesTest {

    private static final String CANARY = "kfcanary7Q2x";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void take_what_threads_note() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_json_line_holds_the_finished_message_and_each_of_its_parts() throws Exception {
        LoggingEvent event = event("dev.keyfob.web.problem.Incident", "{} failed, recorded as {}", null, "GET", "id-1");
        event.setKeyValuePairs(List.of(new KeyValuePair("incident", "id-1")));

        JsonNode line = json(event);

        assertThat(line.path("time").asText()).isEqualTo("2026-11-24T09:30:00.123Z");
        assertThat(line.path("level").asText()).isEqualTo("ERROR");
        assertThat(line.path("logger").asText()).isEqualTo("dev.keyfob.web.problem.Incident");
        assertThat(line.path("thread").asText()).isEqualTo("web-7");
        assertThat(line.path("message").asText()).isEqualTo("GET failed, recorded as id-1");
        assertThat(line.path("incident").asText()).isEqualTo("id-1");
        assertThat(line.has("trace")).isFalse();
    }

    @Test
    void a_line_names_the_request_that_its_thread_was_about_and_nothing_else_of_the_thread() throws Exception {
        LoggingEvent event = event("org.example.Library", "A library says so", null);
        event.setMDCPropertyMap(Map.of("request_id", "0a1b2c3d-7", "traceparent", "00-1-2-01", "other", CANARY));

        JsonNode line = json(event);

        assertThat(line.path("request_id").asText()).isEqualTo("0a1b2c3d-7");
        assertThat(line.path("traceparent").asText()).isEqualTo("00-1-2-01");
        assertThat(bytes(new JsonLines(), event)).doesNotContain(CANARY);
        assertThat(bytes(new TextLines(true), event))
                .endsWith("A library says so request_id=0a1b2c3d-7 traceparent=00-1-2-01\n")
                .doesNotContain(CANARY);
    }

    @Test
    void a_trace_tells_types_and_frames_of_causes_and_of_what_was_suppressed_and_no_text() throws Exception {
        Exception thrown = new IllegalStateException(CANARY, new NumberFormatException(CANARY));
        thrown.addSuppressed(new ArithmeticException(CANARY));
        LoggingEvent event = event("dev.keyfob.web.Routes", "It broke", thrown);

        String trace = json(event).path("trace").asText();

        assertThat(trace)
                .startsWith("java.lang.IllegalStateException\n    at dev.keyfob.bootstrap.log.LogLinesTest.")
                .contains(
                        "\nSuppressed: java.lang.ArithmeticException", "\nCaused by: java.lang.NumberFormatException");
        assertThat(bytes(new JsonLines(), event)).doesNotContain(CANARY);
        assertThat(bytes(new TextLines(true), event)).doesNotContain(CANARY).contains(trace);
        assertThat(bytes(new TextLines(false), event)).doesNotContain(CANARY).contains(trace);
    }

    @Test
    void a_failure_that_is_its_own_cause_or_suppresses_thousands_ends() throws Exception {
        Exception first = new IllegalStateException();
        Exception second = new IllegalStateException(first);
        first.initCause(second);
        for (int i = 0; i < 3_000; i++) {
            first.addSuppressed(new IllegalStateException("" + i));
        }

        String line = bytes(new JsonLines(), event("dev.keyfob.web.Routes", "It broke", first));

        assertThat(line).hasSizeLessThan(300_000);
    }

    @Test
    void a_library_writes_its_own_words_and_nobody_elses() throws Exception {
        LoggingEvent event = event(
                "com.zaxxer.hikari.pool.PoolBase",
                "{} - Failed to validate connection {} ({}) after {} ms",
                new IllegalStateException(CANARY),
                CANARY,
                new StringBuilder(CANARY),
                new IllegalStateException(CANARY),
                5);

        String message = json(event).path("message").asText();

        assertThat(message)
                .isEqualTo("<String> - Failed to validate connection <StringBuilder> (<IllegalStateException>)"
                        + " after 5 ms");
        assertThat(bytes(new JsonLines(), event)).doesNotContain(CANARY);
    }

    @Test
    void no_text_begins_a_line_or_turns_one() throws Exception {
        String wild = "a\r\nERROR forged \u001b[31m \u2028 \u202e end";
        LoggingEvent event = event("dev.keyfob.web.Routes", "{}", null, wild);

        assertThat(bytes(new JsonLines(), event).strip()).doesNotContain("\n", "\r", "\u001b", "\u2028", "\u202e");
        assertThat(json(event).path("message").asText()).isEqualTo(wild);
        assertThat(bytes(new TextLines(true), event).strip()).doesNotContain("\n", "\r", "\u001b", "\u2028", "\u202e");
    }

    @Test
    void a_text_line_of_a_server_says_when_and_where() {
        LoggingEvent event = event("dev.keyfob.web.Routes", "It broke", null);

        assertThat(bytes(new TextLines(true), event))
                .isEqualTo("2026-11-24T09:30:00.123Z ERROR [web-7] dev.keyfob.web.Routes: It broke\n");
        assertThat(bytes(new TextLines(false), event)).isEqualTo("ERROR Routes: It broke\n");
    }

    @Test
    void java_logging_prints_nothing_by_itself() {
        JavaLogging.join();

        assertThat(LogManager.getLogManager().getLogger("").getHandlers())
                .singleElement()
                .isInstanceOf(JavaLogging.class);
    }

    private LoggingEvent event(String logger, String message, Throwable thrown, Object... arguments) {
        LoggingEvent event =
                new LoggingEvent("caller", context.getLogger(logger), Level.ERROR, message, thrown, arguments);
        event.setInstant(Instant.parse("2026-11-24T09:30:00.123456Z"));
        event.setThreadName("web-7");
        return event;
    }

    private static JsonNode json(ILoggingEvent event) throws Exception {
        return new ObjectMapper().readTree(bytes(new JsonLines(), event));
    }

    private static String bytes(Encoder<ILoggingEvent> lines, ILoggingEvent event) {
        return new String(lines.encode(event), StandardCharsets.UTF_8);
    }
}
