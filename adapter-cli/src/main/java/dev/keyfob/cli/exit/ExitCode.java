package dev.keyfob.cli.exit;

import dev.keyfob.domain.Reason;

/**
 * The exit codes of commands. This is the only class of this adapter that maps reasons of refusals to exit codes.
 */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    public static final int REFUSED = 4;
    public static final int CONFLICT = 5;

    /** Not an error: the command found what it looked for. */
    public static final int FINDINGS = 10;

    private ExitCode() {}

    public static int of(Reason reason) {
        return switch (reason.kind()) {
            case UNREADABLE_ID, UNREADABLE_REQUEST, UNREADABLE -> USAGE;
            case ABSENT -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case DAMAGED -> FAILURE;
            case FORBIDDEN,
                    UNUSABLE_TOKEN,
                    NOT_SIGNED_IN,
                    TOO_MANY,
                    UNAVAILABLE,
                    BLOCKED,
                    UNACCEPTABLE,
                    WRONG_SIGNATURE -> REFUSED;
        };
    }
}
