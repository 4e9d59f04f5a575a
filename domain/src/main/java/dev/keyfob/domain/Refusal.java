package dev.keyfob.domain;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exception for a request that is understood and refused. Subclasses only add details.
 *
 * <p>People see the explanation as it is. It consists of full sentences that say what to do next, and never contains a
 * secret or the text of another exception. Technical failures are not refusals: they keep the exception of the library
 * that failed.
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

    /** Creates a refusal of a request that may be repeated after {@code wait}. */
    public static Refusal tooSoon(Reason reason, String explanation, Duration wait) {
        return new Refusal(reason, explanation, wait);
    }

    /** Returns a waiting time as text, such as {@code 5 seconds}; at least one second. */
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

    /** Returns how long to wait before trying again; empty if that is not known, or if waiting does not help. */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
