package dev.keyfob.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles failures of background work. Periodic work is tried again, and any other failure ends the process, so no work
 * stops unnoticed while the server continues.
 */
final class BackgroundFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundFailureHandler.class);

    private BackgroundFailureHandler() {}

    /**
     * Runs periodic work once. A failure is logged and ends only this run, except for a lack of memory, which ends the
     * process. {@code what} is the subject of the log message.
     */
    static void runOnce(String what, Runnable work) {
        try {
            try {
                work.run();
            } catch (OutOfMemoryError noMemory) {
                throw noMemory;
            } catch (Throwable thrown) {
                LOG.warn("{} failed and will be tried again", what, thrown);
            }
        } catch (Throwable nothingWorks) {
            halt(Thread.currentThread(), nothingWorks);
        }
    }

    /** Makes an uncaught exception in any other thread end the process. */
    static void haltOnUncaught() {
        Thread.setDefaultUncaughtExceptionHandler(BackgroundFailureHandler::halt);
    }

    // Halts the JVM instead of exiting, because a shutdown hook could wait for the thread that failed. The log comes
    // second, because logging may fail if there is no memory.
    private static void halt(Thread thread, Throwable thrown) {
        try {
            System.err.println("keyfob: The server ends because the thread " + thread.getName() + " broke: "
                    + thrown.getClass().getName() + ". Start it again.");
            LOG.error("The thread {} failed, which ends the server", thread.getName(), thrown);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
