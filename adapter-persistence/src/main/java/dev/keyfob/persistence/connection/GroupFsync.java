package dev.keyfob.persistence.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Forces a file to disk for everyone who has committed. A force takes longer than a commit, so those who arrive during
 * one wait and are served together by the next.
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
