package dev.keyfob.bootstrap;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The life of a server process: until it is told to stop, or until its database has broken. */
final class ServerLifetime {

    private ServerLifetime() {}

    /** Waits for the signal to stop, then stops the server in order. */
    static int awaitStop(RunningServer server) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "stop"));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /**
     * Ends the process: a database that has closed itself does not open again while connections to it are left, and a
     * server that cannot ask it must not pretend. Requests under way get a moment to be refused.
     */
    static void haltBecause(String message) {
        System.err.println("keyfob: " + message);
        Thread end = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(500);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "end");
        end.start();
    }
}
