package dev.keyfob.domain.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one attempt. The note is ours, short, and never what the receiver wrote: who can add a webhook must not
 * read other servers' answers through Keyfob.
 */
public record Outcome(Kind kind, String note, Optional<Duration> retryAfter) {

    /** What follows from it. */
    public enum Kind {
        DELIVERED,
        FAILED,
        /** The receiver wants nothing any more (410). */
        GONE,
        /** Unknown, because this process stopped during the attempt. It is tried again, and does not count. */
        STOPPED
    }

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** The receiver answered with this status. Redirects are failures: where one leads was not chosen by the operator. */
    public static Outcome answered(int status, Optional<Duration> retryAfter) {
        String note = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return new Outcome(Kind.DELIVERED, note, Optional.empty());
        }
        if (status == 410) {
            return new Outcome(Kind.GONE, note, Optional.empty());
        }
        boolean mayWait = status == 429 || status == 502 || status == 503 || status == 504;
        return new Outcome(
                Kind.FAILED,
                status >= 300 && status < 400 ? note + ", and redirects are not followed" : note,
                retryAfter.filter(wait -> mayWait && !wait.isNegative()).map(wait -> shorter(wait, LONGEST_WAIT)));
    }

    /** There was no answer. */
    public static Outcome failed(String why) {
        return new Outcome(Kind.FAILED, why, Optional.empty());
    }

    public static Outcome stopped() {
        return new Outcome(Kind.STOPPED, "stopped", Optional.empty());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
