package dev.keyfob.domain.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one attempt. The note is ours, short, and never what the receiver wrote: who can add a webhook must
 * not read other servers' answers through Keyfob.
 */
public record Outcome(Kind kind, String note, Optional<Duration> retryAfter) {

    /** What follows from it. */
    public enum Kind {
        DELIVERED,
        FAILED,
        /** The receiver wants nothing any more, such as a webhook that answers 410. It is not tried again. */
        GONE,
        /** Unknown, because this process stopped during the attempt. It is tried again, and does not count. */
        STOPPED
    }

    public static Outcome delivered(String note) {
        return new Outcome(Kind.DELIVERED, note, Optional.empty());
    }

    /** It did not arrive this time. */
    public static Outcome failed(String why) {
        return new Outcome(Kind.FAILED, why, Optional.empty());
    }

    /** It will never arrive there. */
    public static Outcome gone(String why) {
        return new Outcome(Kind.GONE, why, Optional.empty());
    }

    public static Outcome stopped() {
        return new Outcome(Kind.STOPPED, "stopped", Optional.empty());
    }
}
