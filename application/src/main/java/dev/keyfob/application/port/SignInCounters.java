package dev.keyfob.application.port;

import dev.keyfob.domain.user.SignInCounter;
import java.time.Instant;

/** Counters of failed sign-ins. All nodes share them, and they survive a restart. */
public interface SignInCounters {

    /** Returns the counter of that key, created if there is none, and locks it until the transaction ends. */
    SignInCounter lock(String key);

    void update(SignInCounter counter);

    /**
     * Removes every counter that was last changed before {@code then}, including those of known devices and addresses.
     */
    void removeUntouchedSince(Instant then);

    /** Removes counters without a successful sign-in whose last failure was before {@code then}. */
    void removeFailedBefore(Instant then);
}
