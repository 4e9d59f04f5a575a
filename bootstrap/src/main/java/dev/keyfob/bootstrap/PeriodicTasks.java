package dev.keyfob.bootstrap;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done again and again. Each work has a thread, so that one that takes long holds up no other. */
final class PeriodicTasks implements AutoCloseable {

    private static final int SECONDS_TO_FINISH = 5;
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(0, work -> {
        Thread thread = new Thread(work, "interval");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins after the first period; the next one begins where the work has ended. */
    void every(Duration period, Runnable work) {
        every(period, period, work);
    }

    /** Begins at once. */
    void everyFromNow(Duration period, Runnable work) {
        every(Duration.ZERO, period, work);
    }

    private void every(Duration first, Duration period, Runnable work) {
        threads.setCorePoolSize(threads.getCorePoolSize() + 1);
        // What throws would never come again.
        threads.scheduleWithFixedDelay(
                () -> BackgroundWork.once("Work at an interval", work),
                first.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * What is under way has five seconds to finish, and ends with the database after that. It is not interrupted: a
     * thread that reads or writes H2's file then closes it for everyone.
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                LOG.warn("Work at an interval did not end in time and is left undone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
