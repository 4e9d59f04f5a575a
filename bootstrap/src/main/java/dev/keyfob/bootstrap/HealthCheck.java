package dev.keyfob.bootstrap;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Checks whether the server in this container is ready, for container engines that run a command as health check: the
 * image has no shell. It loads as few classes as possible, because it runs every few seconds. The exit code is 0 if the
 * server is ready, and 1 if it is not or does not answer.
 */
public final class HealthCheck {

    private static final int LONGEST_MILLIS = 3_000;

    private HealthCheck() {}

    public static void main(String[] args) {
        String port = System.getenv().getOrDefault("KEYFOB_SERVER_PORT", "8080");
        System.exit(isReady(URI.create("http://127.0.0.1:" + port + "/health/ready")) ? 0 : 1);
    }

    static boolean isReady(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(LONGEST_MILLIS);
            connection.setReadTimeout(LONGEST_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
