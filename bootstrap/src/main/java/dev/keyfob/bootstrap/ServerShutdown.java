package dev.keyfob.bootstrap;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a server process: in order after a signal, or by halting the JVM if its data cannot be served any more. */
final class ServerShutdown {

    private ServerShutdown() {}

    /** Waits for the signal to stop, and then closes the server. */
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
     * Halts the JVM after half a second, so that running requests can still be answered or refused. Called if the
     * database has closed itself, because it cannot be reopened while connections to it are left, and if an import has
     * added the users of a demo, whose passwords are published.
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
