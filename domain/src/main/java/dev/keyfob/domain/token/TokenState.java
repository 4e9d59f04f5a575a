package dev.keyfob.domain.token;

import java.util.Locale;

/** The state of a token at one moment. It depends on the current time, so it is computed and never stored. */
public enum TokenState {
    ACTIVE,
    SUSPENDED,
    EXPIRED,
    REVOKED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
