package dev.keyfob.domain.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of one attempt. Keyfob writes the note itself and never copies the receiver's response. Otherwise, a user
 * who adds a webhook could read responses of other servers through Keyfob.
 */
public record Outcome(Kind kind, String note, Optional<Duration> retryAfter) {

    /** The kind of result, which decides what happens next. */
    public enum Kind {
        DELIVERED,
        FAILED,
        /**
         * The receiver wants no more messages, such as a webhook that responds with 410. The delivery is not tried
         * again.
         */
        GONE,
        /**
         * The result is unknown, because this process stopped during the attempt. The attempt is repeated and does not
         * count.
         */
        STOPPED
    }

    public static Outcome delivered(String note) {
        return new Outcome(Kind.DELIVERED, note, Optional.empty());
    }

    /** Creates the outcome of an attempt that failed, but may be repeated. */
    public static Outcome failed(String why) {
        return new Outcome(Kind.FAILED, why, Optional.empty());
    }

    /** Creates the outcome of an attempt that must not be repeated. */
    public static Outcome gone(String why) {
        return new Outcome(Kind.GONE, why, Optional.empty());
    }

    public static Outcome stopped() {
        return new Outcome(Kind.STOPPED, "stopped", Optional.empty());
    }
}
