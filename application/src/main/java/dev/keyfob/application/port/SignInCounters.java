package dev.keyfob.application.port;

import dev.keyfob.domain.user.SignInCounter;
import java.time.Instant;

/** Counters of failed sign-ins, shared by all who serve and kept over a restart. */
public interface SignInCounters {

    /** The counter of that key, begun if there is none, held until the transaction ends. */
    SignInCounter lock(String key);

    void update(SignInCounter counter);

    /** Forgets counters in which nothing has happened since. */
    void removeUntouchedSince(Instant then);

    /** Forgets counters that know of failures alone, the last one before then. */
    void removeFailedBefore(Instant then);
}
