package dev.keyfob.application.port;

import dev.keyfob.domain.user.Password;

/** Hashes passwords with a slow, salted function. Limits how many run at once. */
public interface PasswordHashing {

    String hash(Password password);

    boolean matches(Password password, String hash);

    /**
     * Takes as long as {@link #matches} and returns nothing, so that the response time does not reveal whether an
     * account exists.
     */
    void pretend(Password password);
}
