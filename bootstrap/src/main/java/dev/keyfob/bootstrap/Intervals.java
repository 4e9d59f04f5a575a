package dev.keyfob.bootstrap;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done again and again. Each work has a thread, so that one that takes long holds up no other. */
final class Intervals {

    private static final Logger LOG = LoggerFactory.getLogger(Intervals.class);

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(0, work -> {
        Thread thread = new Thread(work, "interval");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins after the first period; the next one begins where the work has ended. */
    void every(Duration period, Runnable work) {
        threads.setCorePoolSize(threads.getCorePoolSize() + 1);
        threads.scheduleWithFixedDelay(() -> tried(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        threads.shutdownNow();
    }

    // What throws would never come again.
    private static void tried(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // Its text may hold what was stored.
            LOG.warn(
                    "Work at an interval failed and will be tried again: {}",
                    e.getClass().getName());
        }
    }
}
