package dev.keyfob.domain.user;

import dev.keyfob.domain.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Failed sign-ins since the last good one, counted for an account, for an address, or for the pair.
 *
 * <p>After a number of free attempts, each further failure doubles the wait, up to a limit. A wait ends by itself, so
 * nobody is locked out for good.
 */
public record SignInCounter(
        String key, int failures, Optional<Instant> lastFailedAt, Optional<Instant> lastSucceededAt) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** The key of a counter. Hashed, so that the table does not collect what people typed by mistake. */
    public static String keyOf(String... parts) {
        return Sha256.of(String.join("\n", parts)).hex();
    }

    /** A counter of which nothing is known yet. */
    public static SignInCounter start(String key) {
        return new SignInCounter(key, 0, Optional.empty(), Optional.empty());
    }

    /** The same after one more failure. */
    public SignInCounter failed(Instant now) {
        return new SignInCounter(key, failures + 1, Optional.of(now), lastSucceededAt);
    }

    /** The same after a good sign-in, which forgives the failures before it. */
    public SignInCounter succeeded(Instant now) {
        return new SignInCounter(key, 0, Optional.empty(), Optional.of(now));
    }

    /** Takes back one failure that was counted ahead of a try that then succeeded. */
    public SignInCounter withOneFailureLess() {
        return new SignInCounter(key, Math.max(0, failures - 1), lastFailedAt, lastSucceededAt);
    }

    /** How long to wait before the next try, given so many free ones; zero where none is needed. */
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
        // A clock that was set back must not make a wait of it.
        return left.compareTo(bounded) > 0 ? bounded : left;
    }

    /** Was there a good sign-in after that time? */
    public boolean succeededSince(Instant then) {
        return lastSucceededAt.filter(at -> at.isAfter(then)).isPresent();
    }
}
