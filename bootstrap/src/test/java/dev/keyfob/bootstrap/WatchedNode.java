package dev.keyfob.bootstrap;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.persistence.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A node in this process, with metrics in the format that Prometheus reads. */
final class WatchedNode implements AutoCloseable {

    private static final RetrySchedule SOON = new RetrySchedule(Collections.nCopies(4_000, Duration.ofMillis(200)));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final Wiring wiring;
    private final RunningServer server;

    WatchedNode(Database database) {
        this(database, Map.of());
    }

    WatchedNode(Database database, Map<Setting, String> more) {
        Map<Setting, String> options =
                new HashMap<>(Map.of(Setting.SERVER_PORT, "0", Setting.METRICS_LISTEN, "127.0.0.1:0"));
        options.putAll(more);
        wiring = new Wiring(
                database,
                Settings.load(options, Map.of("KEYFOB_POLICY_TOKENS_PER_USER", "1000000"), Optional.empty()),
                SOON,
                Duration.ofSeconds(2));
        server = RunningServer.start(wiring, Optional.empty(), false);
    }

    /** The metrics, as a scrape reads them. */
    String metrics() throws Exception {
        return get(server.metricsUrl().orElseThrow()).body();
    }

    HttpResponse<String> ready() throws Exception {
        return get("http://127.0.0.1:" + server.port() + "/health/ready");
    }

    void awaitReady(int status) {
        Eventually.isTrue(() -> ready().statusCode() == status);
    }

    /** The status that a proxy receives for that token. */
    int statusOf(CreatedToken token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/auth/check"))
                .header("Authorization", "Bearer " + token.secret().reveal())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
