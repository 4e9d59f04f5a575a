package dev.keyfob.application.fake;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port for a program that cannot choose one itself.
 *
 * <p>The port is below those that Linux assigns to sockets without a port of their own, from 32768 on. So no other
 * socket is given it before the program binds it.
 */
public final class FreePort {

    /** Browsers open no page on some lower ports. */
    private static final int FIRST = 11_000;

    private static final int FIRST_ASSIGNED = 32_768;

    private FreePort() {}

    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_ASSIGNED);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another port is tried.
            }
        }
    }
}
