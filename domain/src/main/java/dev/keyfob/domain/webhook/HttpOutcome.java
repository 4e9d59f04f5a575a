package dev.keyfob.domain.webhook;

import dev.keyfob.domain.outbox.Outcome;
import java.time.Duration;
import java.util.Optional;

/** Translates the HTTP status of a webhook's response into the outcome of the attempt. */
public final class HttpOutcome {

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private HttpOutcome() {}

    /** Redirects count as failures, because the operator did not choose their target. */
    public static Outcome of(int status, Optional<Duration> retryAfter) {
        String note = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return Outcome.delivered(note);
        }
        if (status == 410) {
            return Outcome.gone(note);
        }
        boolean mayWait = status == 429 || status == 502 || status == 503 || status == 504;
        return new Outcome(
                Outcome.Kind.FAILED,
                status >= 300 && status < 400 ? note + ", and redirects are not followed" : note,
                retryAfter.filter(wait -> mayWait && !wait.isNegative()).map(wait -> shorter(wait, LONGEST_WAIT)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
