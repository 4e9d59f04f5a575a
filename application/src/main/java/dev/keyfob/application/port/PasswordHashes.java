package dev.keyfob.application.port;

import dev.keyfob.domain.user.UserId;
import java.util.Optional;

/** The password hashes of local accounts. A user without one cannot sign in with a password. */
public interface PasswordHashes {

    /** Sets or replaces the user's hash. */
    void put(UserId user, String hash);

    void remove(UserId user);

    Optional<String> find(UserId user);
}
