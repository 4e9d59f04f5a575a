package dev.keyfob.domain;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception for "understood, and no".
 *
 * <p>The explanation is shown to people as it is: full sentences that say what to do next, never a secret and never
 * the text of another exception. Something broken is not a refusal; it is whatever the library threw.
 */
public class Refusal extends RuntimeException {

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    public Refusal(Reason reason, String explanation) {
        this(reason, explanation, null);
    }

    private Refusal(Reason reason, String explanation, @Nullable Duration retryAfter) {
        super(explanation, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** No, not yet: the same request may be made again after {@code wait}. */
    public static Refusal tooSoon(Reason reason, String explanation, Duration wait) {
        return new Refusal(reason, explanation, wait);
    }

    /** A waiting time in words, at least a second. */
    public static String seconds(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        return seconds + (seconds == 1 ? " second" : " seconds");
    }

    public final Reason reason() {
        return reason;
    }

    public final String explanation() {
        return Objects.requireNonNull(getMessage());
    }

    /** How long to wait before trying again, where waiting helps. */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
