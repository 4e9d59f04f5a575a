package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.keyfob.persistence.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Log lines about a request have its trace id, and no other lines have it. */
class TracedLinesTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Optional<String>> traces = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // The appender runs on the thread that logs, so the MDC is that of the request.
            if (event.getFormattedMessage().contains("failed, recorded as")) {
                traces.add(Optional.ofNullable(event.getMDCPropertyMap().get("traceparent")));
            }
        }
    };

    private Wiring wiring;
    private RunningServer server;

    @BeforeEach
    void start() {
        appender.start();
        ((Logger) LoggerFactory.getLogger("dev.keyfob")).addAppender(appender);
        Settings settings = Settings.load(Map.of(Setting.SERVER_PORT, "0"), Map.of(), Optional.empty());
        wiring = new Wiring(Database.inMemory(), settings);
        server = RunningServer.start(wiring, Optional.empty(), false);
        wiring.database.close();
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger("dev.keyfob")).detachAppender(appender);
        server.close();
    }

    @Test
    void pages_and_verification_name_it_and_whoever_sends_something_else_is_not_repeated() throws Exception {
        for (String path : List.of("/api/v1/tokens", "/auth/check")) {
            ask(path, "traceparent", TRACE);
            ask(path, "traceparent", TRACE + "-x");
            ask(path, "X-None", "1");
        }

        assertThat(traces)
                .containsExactly(
                        Optional.of(TRACE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TRACE),
                        Optional.empty(),
                        Optional.empty());
    }

    private void ask(String path, String name, String value) throws Exception {
        client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer kfpat_" + "0".repeat(32) + "02lYmX")
                        .header(name, value)
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }
}
