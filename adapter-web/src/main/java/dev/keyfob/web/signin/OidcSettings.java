package dev.keyfob.web.signin;

import dev.keyfob.domain.user.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One OpenID Connect provider. {@code key} is part of URLs, {@code label} is shown to people. {@code rolesClaim} may be
 * a path into objects, such as {@code realm_access.roles}; values that {@code roles} does not map give no role.
 */
public record OidcSettings(
        String key,
        String label,
        URI issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        String emailClaim,
        String nameClaim,
        boolean requiresVerifiedEmail,
        Optional<String> rolesClaim,
        Map<String, Role> roles) {

    public OidcSettings {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + key + ", " + issuer + "]";
    }
}
