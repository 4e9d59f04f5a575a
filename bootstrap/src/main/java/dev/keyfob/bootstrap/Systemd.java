package dev.keyfob.bootstrap;

import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies systemd that the server is ready, if systemd started this process and waits for that. Java 17 cannot use
 * systemd's socket itself.
 */
final class Systemd {

    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);

    private Systemd() {}

    static void tellReady(Map<String, String> environment) {
        if (environment.getOrDefault("NOTIFY_SOCKET", "").isBlank()) {
            return;
        }
        try {
            new ProcessBuilder("systemd-notify", "--ready").inheritIO().start().waitFor();
        } catch (IOException e) {
            LOG.warn("systemd waits to hear that the server is ready, and systemd-notify cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
