package dev.keyfob.application.port;

import dev.keyfob.domain.user.SignInCounter;
import java.time.Instant;

/** Counters of failed sign-ins, shared by all who serve and kept over a restart. */
public interface SignInCounters {

    /** The counter of that key, created if there is none, locked until the transaction ends. */
    SignInCounter lock(String key);

    void update(SignInCounter counter);

    /** Removes every counter that was last changed before then, those of known devices and addresses included. */
    void removeUntouchedSince(Instant then);

    /** Forgets counters that know of failures alone, the last one before then. */
    void removeFailedBefore(Instant then);
}
