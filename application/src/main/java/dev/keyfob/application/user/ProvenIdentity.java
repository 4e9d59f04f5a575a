package dev.keyfob.application.user;

import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an identity provider proved: who somebody is, their e-mail address where it vouches for it, what it
 * calls them, and the roles that it
 * gives them; empty where it has no say in roles. {@code method} names the provider to people. {@code doubt} tells
 * operators why there is no address. {@code provenAt} is when they proved it there, where the provider says so.
 */
public record ProvenIdentity(
        Identity identity,
        Optional<Email> email,
        Optional<String> name,
        Optional<Set<Role>> roles,
        String method,
        String doubt,
        Optional<Instant> provenAt) {

    /** One whose address, where it is missing, was not asked for. */
    public ProvenIdentity(
            Identity identity, Optional<Email> email, Optional<String> name, Optional<Set<Role>> roles, String method) {
        this(identity, email, name, roles, method, "there is no e-mail address", Optional.empty());
    }
}
