package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.PlainLine;

/**
 * A sign-in that an operator has to be able to look into. People see the explanation, which tells nothing apart; the
 * log and the audit log have the step at which it ended, and the cause with both values where two differ.
 */
public final class SignInRefused extends Refusal {

    private static final int LONGEST = 200;

    private final String step;
    private final String cause;

    /** What a provider or a browser sent may be in {@code cause}: it is cut, and kept on one line. */
    public SignInRefused(Reason reason, String step, String cause, String explanation) {
        super(reason, explanation);
        this.step = step;
        this.cause = PlainLine.marked(cause.length() <= LONGEST ? cause : cause.substring(0, LONGEST), '?');
    }

    public String step() {
        return step;
    }

    public String cause() {
        return cause;
    }
}
