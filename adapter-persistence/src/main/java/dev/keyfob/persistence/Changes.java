package dev.keyfob.persistence;

import dev.keyfob.domain.user.UserId;
import org.jdbi.v3.core.Handle;

/** Makes a change known: to this process when it is committed, and to the others on the same database. */
interface Changes {

    String CHANNEL = "keyfob_changes";

    /** Something about this user, or a token of the user's, is changed on this connection. */
    void tell(Handle handle, UserId owner);

    /** Where this process alone has the database. */
    static Changes within(TokenMemory memory) {
        return (handle, owner) -> {
            if (handle.isInTransaction()) {
                handle.afterCommit(() -> memory.forget(owner));
            } else {
                memory.forget(owner);
            }
        };
    }

    /** PostgreSQL tells whoever listens, after the commit and only then. */
    static Changes amongNodes(TokenMemory memory) {
        Changes here = within(memory);
        return (handle, owner) -> {
            handle.createQuery("select cast(pg_notify(:channel, :owner) as text)")
                    .bind("channel", CHANNEL)
                    .bind("owner", owner.toString())
                    .mapTo(String.class)
                    .list();
            here.tell(handle, owner);
        };
    }
}
