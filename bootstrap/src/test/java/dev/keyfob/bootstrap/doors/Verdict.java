package dev.keyfob.bootstrap.doors;

import java.util.Locale;

/** The decision about a presented token. Each door expresses it in its own format. */
enum Verdict {
    ALLOWED,
    /** The request has no token. */
    NO_TOKEN,
    /** The token cannot be used, whatever the cause. */
    UNUSABLE,
    /** The value does not have the format of a token of this server. */
    FOREIGN,
    ROLE_BOUND,
    SESSION_ONLY,
    NOT_GRANTED,
    SWITCHED_OFF,
    UNKNOWN_PERMISSION,
    /** The request has more than one token, so it is not clear which one counts. */
    UNREADABLE,
    TOO_MANY,
    UNAVAILABLE;

    /** The code of the reason, if it is about a permission. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
