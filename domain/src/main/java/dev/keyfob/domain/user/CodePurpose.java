package dev.keyfob.domain.user;

import java.time.Duration;

/**
 * The purpose of a one-time code, and how long the code works. A code is valid only for its own purpose.
 *
 * <p>The names are stored and must not change.
 */
public enum CodePurpose {
    /** The first password of a new account. Its life lets people read their mail the next day. */
    INVITATION(Duration.ofHours(24)),

    /** A new password for an account whose user cannot sign in any more. */
    PASSWORD_RESET(Duration.ofHours(1)),

    /** The first account of a new installation. */
    FIRST_ACCOUNT(Duration.ofHours(1));

    private final Duration life;

    CodePurpose(Duration life) {
        this.life = life;
    }

    /** Returns how long a code of this purpose works. */
    public Duration life() {
        return life;
    }
}
