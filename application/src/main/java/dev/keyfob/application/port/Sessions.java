package dev.keyfob.application.port;

import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionDigest;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** The signed-in browsers. */
public interface Sessions {

    void add(Session session);

    Optional<Session> find(SessionDigest digest);

    /** Writes when the session was last seen, forward only. */
    void update(Session session);

    void remove(SessionDigest digest);

    void removeAllOf(UserId user);

    /** Forgets what was last seen, or began, before these times. */
    void removeEnded(Instant seenBefore, Instant startedBefore);
}
