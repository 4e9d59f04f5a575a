package dev.keyfob.persistence.cache;

import org.jdbi.v3.core.Handle;

/** Publishes a change to the caches of this process once it is committed, and to those of other nodes. */
public interface Invalidations {

    String CHANNEL = "keyfob_changes";

    /** Publishes a change on this connection to a user, one of the user's tokens, an API client or the policy. */
    void publish(Handle handle, String subject);

    /** Returns the invalidations of a database that only this process uses. */
    static Invalidations within(Caches caches) {
        return (handle, subject) -> {
            if (handle.isInTransaction()) {
                handle.afterCommit(() -> caches.invalidate(subject));
            } else {
                caches.invalidate(subject);
            }
        };
    }

    /**
     * Returns the invalidations of a database that several nodes use. PostgreSQL notifies the listeners after the
     * commit.
     */
    static Invalidations amongNodes(Caches caches) {
        Invalidations here = within(caches);
        return (handle, subject) -> {
            handle.createQuery("select cast(pg_notify(:channel, :subject) as text)")
                    .bind("channel", CHANNEL)
                    .bind("subject", subject)
                    .mapTo(String.class)
                    .list();
            here.publish(handle, subject);
        };
    }
}
