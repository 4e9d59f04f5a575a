package dev.keyfob.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule for all work in the background: it outlives whatever it throws, or the process ends. Nothing of it stops
 * without a word while the server goes on.
 */
final class BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    private BackgroundWork() {}

    /** For work that is done again and again: what it throws ends this time alone. {@code what} begins a sentence. */
    static void once(String what, Runnable work) {
        try {
            try {
                work.run();
            } catch (OutOfMemoryError noMemory) {
                throw noMemory;
            } catch (Throwable thrown) {
                LOG.warn("{} failed and will be tried again", what, thrown);
            }
        } catch (Throwable nothingWorks) {
            end(Thread.currentThread(), nothingWorks);
        }
    }

    /** For every other thread: what it does not catch ends the process. */
    static void orEnd() {
        Thread.setDefaultUncaughtExceptionHandler(BackgroundWork::end);
    }

    // As a kill would: who waits for an orderly stop may wait for the very thread that broke.
    private static void end(Thread thread, Throwable thrown) {
        try {
            System.err.println("keyfob: The server ends because the thread " + thread.getName() + " broke: "
                    + thrown.getClass().getName() + ". Start it again.");
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
