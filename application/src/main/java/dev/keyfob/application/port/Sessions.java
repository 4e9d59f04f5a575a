package dev.keyfob.application.port;

import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionDigest;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions of signed-in browsers. */
public interface Sessions {

    void add(Session session);

    Optional<Session> find(SessionDigest digest);

    /** The maximum number of listed sessions, so that many sign-ins do not make the page too long. */
    int MOST_LISTED = 100;

    /** Returns the latest-seen sessions of one user, the latest first; some may have ended. */
    List<Session> listOf(UserId user);

    /** Updates when the session was last seen. The time only moves forward. */
    void update(Session session);

    void remove(SessionDigest digest);

    /** Removes all sessions of the user and returns how many there were. */
    int removeAllOf(UserId user);

    /** Removes all sessions of the user except {@code kept}, and returns how many. */
    int removeOthersOf(UserId user, SessionDigest kept);

    /** Removes all sessions of the user except the {@code most} that were seen latest. */
    void removeAllButLatestOf(UserId user, int most);

    /** Removes sessions that were last seen before the first time, or began before the second. */
    void removeEnded(Instant seenBefore, Instant startedBefore);
}
