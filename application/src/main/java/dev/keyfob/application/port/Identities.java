package dev.keyfob.application.port;

import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Which user somebody is who was proven to be that at an identity provider. */
public interface Identities {

    Optional<UserId> find(Identity identity);

    void removeAllOf(UserId user);

    /** An identity belongs to one user for good. */
    void add(Identity identity, UserId user, Instant at);
}
