package dev.keyfob.bootstrap;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks the server of this container whether it is ready, for engines that check health by a command: the image has no
 * shell. It loads as little as it can, since it runs every some seconds. Exit code 0: ready; 1: not ready, or no
 * answer.
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
