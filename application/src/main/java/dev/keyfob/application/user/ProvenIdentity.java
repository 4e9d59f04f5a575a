package dev.keyfob.application.user;

import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The identity of a person, as proved by an identity provider.
 *
 * @param email empty if the provider does not vouch for it
 * @param name the display name at the provider
 * @param roles the roles that the provider assigns; empty if it does not manage roles
 * @param method the name of the provider, shown to people
 * @param doubt why there is no email, for operators
 * @param provenAt when the person authenticated at the provider, if the provider reports it
 */
public record ProvenIdentity(
        Identity identity,
        Optional<Email> email,
        Optional<String> name,
        Optional<Set<Role>> roles,
        String method,
        String doubt,
        Optional<Instant> provenAt) {

    /** A missing email means that the provider sent none. */
    public ProvenIdentity(
            Identity identity, Optional<Email> email, Optional<String> name, Optional<Set<Role>> roles, String method) {
        this(identity, email, name, roles, method, "there is no e-mail address", Optional.empty());
    }
}
