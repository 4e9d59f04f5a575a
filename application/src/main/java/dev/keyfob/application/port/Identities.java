package dev.keyfob.application.port;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/** Which user an identity at a provider belongs to. */
public interface Identities {

    Optional<LinkedIdentity> find(Identity identity);

    /** Those of one user, the first linked first. */
    List<LinkedIdentity> listOf(UserId user);

    /** Refuses with IDENTITY_TAKEN where the identity belongs to a user already: to one at a time. */
    void add(LinkedIdentity linked);

    /** Why an identity cannot be linked that belongs to another account. */
    static Refusal taken() {
        return new Refusal(
                Reason.IDENTITY_TAKEN,
                "That account at the identity provider is linked with another account here. Unlink it there first.");
    }

    /** Notes the address that the provider vouches for now. */
    void noteEmail(Identity identity, Email email);

    void remove(Identity identity);

    void removeAllOf(UserId user);
}
