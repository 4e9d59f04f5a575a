package dev.keyfob.bootstrap;

import dev.keyfob.bootstrap.metrics.Metrics;
import dev.keyfob.bootstrap.metrics.MetricsServer;
import dev.keyfob.cli.exit.CommandFailed;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The metrics and the server that serves them. They are opened and closed together. */
record MetricsEndpoint(ListenAddress address, Metrics metrics, MetricsServer server) implements AutoCloseable {

    static MetricsEndpoint start(ListenAddress address, Metrics metrics) {
        try {
            return new MetricsEndpoint(
                    address,
                    metrics,
                    MetricsServer.start(new InetSocketAddress(address.host(), address.port()), metrics));
        } catch (IOException | RuntimeException e) {
            metrics.close();
            throw new CommandFailed("Metrics cannot be served at " + address
                    + " (metrics.listen): the port is taken or closed to this user, or the address is not one of this"
                    + " machine. Give another one, or leave the setting out.");
        }
    }

    /** Returns the URL of the metrics. */
    String url() {
        return "http://" + new ListenAddress(address.host(), server.port()) + "/metrics";
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
