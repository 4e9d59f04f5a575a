package dev.keyfob.bootstrap;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs periodic tasks. Each task has its own thread, so a slow task does not delay the others. */
final class PeriodicTasks implements AutoCloseable {

    private static final int SECONDS_TO_FINISH = 5;
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(0, work -> {
        Thread thread = new Thread(work, "interval");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Runs the task for the first time after one period. Each further run begins one period after the end of the last.
     */
    void every(Duration period, Runnable work) {
        every(period, period, work);
    }

    /** Runs the task for the first time at once. */
    void everyFromNow(Duration period, Runnable work) {
        every(Duration.ZERO, period, work);
    }

    private void every(Duration first, Duration period, Runnable work) {
        threads.setCorePoolSize(threads.getCorePoolSize() + 1);
        // The executor would never run a task again after an exception.
        threads.scheduleWithFixedDelay(
                () -> BackgroundFailureHandler.runOnce("Periodic work", work),
                first.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Gives running tasks five seconds to finish. After that they end when the database closes. They are not
     * interrupted, because an interrupt during a read or write of H2's file closes the file for all threads.
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                LOG.warn("Periodic work did not end in time and is left undone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
