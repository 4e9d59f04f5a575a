package dev.keyfob.bootstrap.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /metrics} on a separate address. There is no authentication, so that address must not be public. The
 * response is in OpenMetrics format if the client accepts it, and otherwise in Prometheus' text format.
 */
public final class MetricsServer implements AutoCloseable {

    private static final String PATH = "/metrics";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String PLAIN_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int THREADS = 4;

    /**
     * The time in seconds in which a request must arrive, and a response must be read. A slow client occupies one of
     * the few threads.
     */
    private static final String TIMEOUT = "10";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "metrics");
        thread.setDaemon(true);
        return thread;
    });

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /** Starts the server. Throws if it cannot listen on that address. */
    public static MetricsServer start(InetSocketAddress address, Metrics metrics) throws IOException {
        System.setProperty("sun.net.httpserver.maxReqTime", TIMEOUT);
        System.setProperty("sun.net.httpserver.maxRspTime", TIMEOUT);
        MetricsServer started = new MetricsServer(HttpServer.create(address, 0));
        started.server.createContext("/", exchange -> answer(exchange, metrics));
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private static void answer(HttpExchange exchange, Metrics metrics) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            if (!isHead && !exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"))
                            .contains(OPEN_METRICS)
                    ? OPEN_METRICS_TYPE
                    : PLAIN_TYPE;
            byte[] text = metrics.text(type).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, isHead ? -1 : text.length);
            if (!isHead) {
                exchange.getResponseBody().write(text);
            }
        }
    }
}
