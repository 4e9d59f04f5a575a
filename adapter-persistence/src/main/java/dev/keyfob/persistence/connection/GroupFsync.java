package dev.keyfob.persistence.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Forces a file to disk once for several commits. This takes longer than a commit, so the commits that arrive in the
 * meantime wait and share the next one.
 */
final class GroupFsync {

    private final AtomicLong commits = new AtomicLong();
    private long forced;

    /** Returns after {@code force} has run at least once from beginning to end since this call, in any thread. */
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
