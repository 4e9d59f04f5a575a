package dev.keyfob.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** Checks that Keyfob listens on its port, or that it could. */
public final class PortCheck implements Check {

    private static final String NAME = "port";

    private final URI server;

    /** {@code server} is the address that Keyfob listens on, such as http://127.0.0.1:8080. */
    public PortCheck(URI server) {
        this.server = server;
    }

    @Override
    public CheckResult look() {
        try {
            return Health.askedAt(server, "/health/live").isKeyfobs()
                    ? CheckResult.ok(NAME, "Keyfob answers at " + server + ".")
                    : CheckResult.failure(
                            NAME,
                            "Another program answers at " + server + ".",
                            "Stop that one, or give another port (--port, server.port).");
        } catch (IOException nobodyAnswers) {
            return couldListen();
        }
    }

    private CheckResult couldListen() {
        try (ServerSocket tried = new ServerSocket(server.getPort(), 1, InetAddress.getByName(server.getHost()))) {
            return CheckResult.warning(
                    NAME,
                    "Nothing listens at " + server + " (" + tried.getLocalPort() + " is free).",
                    "Start it: keyfob serve");
        } catch (IOException e) {
            return CheckResult.failure(
                    NAME,
                    "Nothing answers at " + server + ", and this user cannot listen there.",
                    "Stop the program that holds the port, take one above 1023, or name an address of this machine"
                            + " (--port, --host).");
        }
    }
}
