package dev.keyfob.persistence.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Forces a file to disk for those who have committed. It takes longer than a commit, so whoever comes while it is being
 * forced waits, and is served together with all others who came meanwhile.
 */
final class GroupFsync {

    private final AtomicLong commits = new AtomicLong();
    private long forced;

    /** Returns once {@code force} was done that began after this was called, by whomever. */
    void afterCommit(Runnable force) {
        long mine = commits.incrementAndGet();
        synchronized (this) {
            if (forced < mine) {
                long latest = commits.get();
                force.run();
                forced = latest;
            }
        }
    }
}
