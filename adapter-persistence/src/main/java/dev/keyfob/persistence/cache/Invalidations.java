package dev.keyfob.persistence.cache;

import org.jdbi.v3.core.Handle;

/** Publishes a change to the caches of this process once it is committed, and to those of other nodes. */
public interface Invalidations {

    String CHANNEL = "keyfob_changes";

    /** A change was made on this connection: of a user, one of the user's tokens, or an API client. */
    void publish(Handle handle, String subject);

    /** Where this process alone has the database. */
    static Invalidations within(Caches caches) {
        return (handle, subject) -> {
            if (handle.isInTransaction()) {
                handle.afterCommit(() -> caches.invalidate(subject));
            } else {
                caches.invalidate(subject);
            }
        };
    }

    /** PostgreSQL notifies every listener, after the commit and only then. */
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
