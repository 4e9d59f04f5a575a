package dev.keyfob.web.signin;

import dev.keyfob.domain.user.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one OpenID Connect provider.
 *
 * @param key the provider's name in URLs
 * @param label the provider's name on pages
 * @param rolesClaim a claim or a path into objects, such as {@code realm_access.roles}
 * @param roles the role of each value of that claim; other values give no role
 * @param timeout the time limit of a call to the provider
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
        Map<String, Role> roles,
        Duration timeout) {

    /** The only claim that {@code email_verified} refers to (OpenID Connect Core section 5.1). */
    public static final String VERIFIABLE_EMAIL_CLAIM = "email";

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    public OidcSettings {
        if (requiresVerifiedEmail && !emailClaim.equals(VERIFIABLE_EMAIL_CLAIM)) {
            throw new IllegalArgumentException("email_verified says nothing of the claim " + emailClaim);
        }
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
    }

    /** With the usual timeout. */
    public OidcSettings(
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
        this(
                key,
                label,
                issuer,
                clientId,
                clientSecret,
                scopes,
                emailClaim,
                nameClaim,
                requiresVerifiedEmail,
                rolesClaim,
                roles,
                TIMEOUT);
    }

    /** Omits the client secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + key + ", " + issuer + "]";
    }
}
