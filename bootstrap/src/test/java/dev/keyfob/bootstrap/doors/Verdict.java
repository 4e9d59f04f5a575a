package dev.keyfob.bootstrap.doors;

import java.util.Locale;

/** What is decided about a presented token. Each door has its own words for it. */
enum Verdict {
    ALLOWED,
    /** No token came along. */
    NO_TOKEN,
    /** The token cannot be used, whatever the cause. */
    UNUSABLE,
    /** What came along is not written like a token of this server. */
    FOREIGN,
    ROLE_BOUND,
    SESSION_ONLY,
    NOT_GRANTED,
    SWITCHED_OFF,
    UNKNOWN_PERMISSION,
    /** More than one token came along, so nobody knows which one is meant. */
    UNREADABLE,
    TOO_MANY,
    UNAVAILABLE;

    /** The code of the reason, where the reason is about a permission. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
