package dev.keyfob.domain.user;

import java.time.Duration;

/**
 * What a one-time code is good for, and how long. A code of one purpose is never taken for another.
 *
 * <p>The names are stored: they must not change.
 */
public enum CodePurpose {
    /** A new account's first password. People read their mail the next day. */
    INVITATION(Duration.ofHours(24)),

    /** A new password for an account that has lost its way in. */
    PASSWORD_RESET(Duration.ofHours(1)),

    /** The first account, where there is none. */
    FIRST_ACCOUNT(Duration.ofHours(1));

    private final Duration life;

    CodePurpose(Duration life) {
        this.life = life;
    }

    /** A code of this purpose works so long. */
    public Duration life() {
        return life;
    }
}
