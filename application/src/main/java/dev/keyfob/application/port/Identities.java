package dev.keyfob.application.port;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/** Links identities at providers to users. */
public interface Identities {

    Optional<LinkedIdentity> find(Identity identity);

    /** Returns the identities of one user, the first linked first. */
    List<LinkedIdentity> listOf(UserId user);

    /** Links an identity. Refuses with IDENTITY_TAKEN if it is already linked to a user. */
    void add(LinkedIdentity linked);

    /** Returns the refusal to link an identity that belongs to another account. */
    static Refusal taken() {
        return new Refusal(
                Reason.IDENTITY_TAKEN,
                "That account at the identity provider is linked with another account here. Unlink it there first.");
    }

    /** Updates the email that the provider currently asserts. */
    void noteEmail(Identity identity, Email email);

    void remove(Identity identity);

    void removeAllOf(UserId user);
}
