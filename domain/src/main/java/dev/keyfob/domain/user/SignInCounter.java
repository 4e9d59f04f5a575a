package dev.keyfob.domain.user;

import dev.keyfob.domain.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts failed sign-ins since the last successful one, for an account, an address, the pair, or a device. Mails for
 * forgotten passwords are counted in the same way.
 *
 * <p>After a number of free attempts, each further failure doubles the wait, up to a limit. Every wait ends by itself,
 * so nobody is locked out permanently.
 */
public record SignInCounter(
        String key, int failures, Optional<Instant> lastFailedAt, Optional<Instant> lastSucceededAt) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** Returns the key of a counter. It is hashed, because people sometimes type a password into the wrong field. */
    public static String keyOf(String... parts) {
        return Sha256.of(String.join("\n", parts)).hex();
    }

    /** Returns a counter without any sign-ins. */
    public static SignInCounter start(String key) {
        return new SignInCounter(key, 0, Optional.empty(), Optional.empty());
    }

    /** Returns the counter after one more failure. */
    public SignInCounter failed(Instant now) {
        return new SignInCounter(key, failures + 1, Optional.of(now), lastSucceededAt);
    }

    /** Returns the counter after a successful sign-in, which clears the failures before it. */
    public SignInCounter succeeded(Instant now) {
        return new SignInCounter(key, 0, Optional.empty(), Optional.of(now));
    }

    /** Undoes one failure, which was counted before an attempt that then succeeded. */
    public SignInCounter withOneFailureLess() {
        return new SignInCounter(key, Math.max(0, failures - 1), lastFailedAt, lastSucceededAt);
    }

    /** Returns how long to wait before the next attempt, after this many free ones; zero if no wait is needed. */
    public Duration waitAt(Instant now, int freeTries) {
        if (failures < freeTries || lastFailedAt.isEmpty()) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - freeTries, 10);
        Duration wait = Duration.ofSeconds(1L << doublings);
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        Duration left = Duration.between(now, lastFailedAt.get().plus(bounded));
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        // A clock that was set back must not make the wait longer.
        return left.compareTo(bounded) > 0 ? bounded : left;
    }

    /** Whether there was a successful sign-in after that time. */
    public boolean succeededSince(Instant then) {
        return lastSucceededAt.filter(at -> at.isAfter(then)).isPresent();
    }
}
