package dev.keyfob.application.port;

import dev.keyfob.domain.user.Password;

/** A slow, salted hash for passwords, bounded in how many run at once. */
public interface PasswordHashing {

    String hash(Password password);

    boolean matches(Password password, String hash);

    /** Takes as long as {@link #matches} and answers nothing: for accounts that are not there. */
    void pretend(Password password);
}
