package dev.keyfob.bootstrap;

import dev.keyfob.bootstrap.log.AccessLog;
import dev.keyfob.web.server.RequestWatch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The metrics and the access log of a running server, if the settings enable them. */
record Monitoring(Optional<MetricsEndpoint> metrics, Optional<AccessLog> accessLog) implements AutoCloseable {

    private static final int ID_BYTES = 4;

    static Monitoring start(Wiring wiring) {
        Optional<MetricsEndpoint> metrics =
                wiring.settings.metricsListen().map(address -> MetricsEndpoint.start(address, wiring.metrics()));
        return new Monitoring(metrics, wiring.settings.accessLog() ? Optional.of(accessLog(wiring)) : Optional.empty());
    }

    /** Returns the observer of all requests. Empty if neither is enabled. */
    Optional<RequestWatch> watch() {
        List<RequestWatch> watches = Stream.<RequestWatch>concat(
                        metrics.map(shown -> shown.metrics().requests()).stream(), accessLog.stream())
                .toList();
        return watches.isEmpty() ? Optional.empty() : Optional.of(RequestWatch.all(watches));
    }

    @Override
    public void close() {
        metrics.ifPresent(MetricsEndpoint::close);
        accessLog.ifPresent(AccessLog::close);
    }

    private static AccessLog accessLog(Wiring wiring) {
        byte[] process = new byte[ID_BYTES];
        wiring.random.nextBytes(process);
        return new AccessLog(
                new FileOutputStream(FileDescriptor.out),
                wiring.clock,
                HexFormat.of().formatHex(process));
    }
}
