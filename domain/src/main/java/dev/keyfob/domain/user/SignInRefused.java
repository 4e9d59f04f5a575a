package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.PlainLine;

/**
 * A failed sign-in that the operator can investigate. The explanation for the user is the same for many causes. The log
 * and the audit log contain the step that failed and the exact cause, with both values if two of them differ.
 */
public final class SignInRefused extends Refusal {

    private static final int LONGEST = 200;

    private final String step;
    private final String cause;

    /**
     * Creates a refusal. {@code cause} may contain text from a provider or a browser, so it is cut and kept on one
     * line.
     */
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
