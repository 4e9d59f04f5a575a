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

    /** The one claim of which the provider's {@code email_verified} speaks (OpenID Connect Core section 5.1). */
    public static final String VERIFIABLE_EMAIL_CLAIM = "email";

    public OidcSettings {
        if (requiresVerifiedEmail && !emailClaim.equals(VERIFIABLE_EMAIL_CLAIM)) {
            throw new IllegalArgumentException("email_verified says nothing of the claim " + emailClaim);
        }
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + key + ", " + issuer + "]";
    }
}
