package dev.keyfob.domain.token;

import java.util.Locale;

/** What a token is at a moment. It depends on the time of asking, so it is computed and never stored. */
public enum TokenState {
    ACTIVE,
    SUSPENDED,
    EXPIRED,
    REVOKED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
