package dev.keyfob.application.port;

import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionDigest;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The signed-in browsers. */
public interface Sessions {

    void add(Session session);

    Optional<Session> find(SessionDigest digest);

    /** So many are listed: who signs in without end does not make a page without end. */
    int MOST_LISTED = 100;

    /** Those of one user that were seen last, the latest first; ended ones may be among them. */
    List<Session> listOf(UserId user);

    /** Writes when the session was last seen, forward only. */
    void update(Session session);

    void remove(SessionDigest digest);

    /** Says how many there were. */
    int removeAllOf(UserId user);

    /** Removes all of that user but the one that is kept; says how many. */
    int removeOthersOf(UserId user, SessionDigest kept);

    /** Removes sessions that were last seen, or began, before these times. */
    void removeEnded(Instant seenBefore, Instant startedBefore);
}
