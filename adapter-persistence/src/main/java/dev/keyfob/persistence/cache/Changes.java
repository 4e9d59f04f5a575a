package dev.keyfob.persistence.cache;

import org.jdbi.v3.core.Handle;

/** Makes a change known: to this process when it is committed, and to the others on the same database. */
public interface Changes {

    String CHANNEL = "keyfob_changes";

    /** Something is changed on this connection: about a user or one of the user's tokens, or about an API client. */
    void tell(Handle handle, String subject);

    /** Where this process alone has the database. */
    static Changes within(Memories memories) {
        return (handle, subject) -> {
            if (handle.isInTransaction()) {
                handle.afterCommit(() -> memories.forget(subject));
            } else {
                memories.forget(subject);
            }
        };
    }

    /** PostgreSQL tells whoever listens, after the commit and only then. */
    static Changes amongNodes(Memories memories) {
        Changes here = within(memories);
        return (handle, subject) -> {
            handle.createQuery("select cast(pg_notify(:channel, :subject) as text)")
                    .bind("channel", CHANNEL)
                    .bind("subject", subject)
                    .mapTo(String.class)
                    .list();
            here.tell(handle, subject);
        };
    }
}
