package dev.keyfob.web.signin;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a validated ID token claims, in Keyfob's words. */
record OidcClaims(OidcSettings settings, Map<String, Object> claims) {

    /** Empty where there is none, or one that the provider does not vouch for. */
    Optional<Email> email() {
        boolean isVerified = "true".equals(Objects.toString(claims.get("email_verified")));
        if (settings.requiresVerifiedEmail() && !isVerified) {
            return Optional.empty();
        }
        try {
            return claims.get(settings.emailClaim()) instanceof String text
                    ? Optional.of(Email.parse(text))
                    : Optional.empty();
        } catch (Refusal notAnAddress) {
            return Optional.empty();
        }
    }

    Optional<String> name() {
        return claims.get(settings.nameClaim()) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Empty where the provider has no say in roles; no roles where it says nothing that is translated. */
    Optional<Set<Role>> roles() {
        return settings.rolesClaim()
                .map(path -> texts(at(path)).stream()
                        .map(settings.roles()::get)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private @Nullable Object at(String path) {
        @Nullable Object found = claims;
        for (String step : path.split("\\.")) {
            found = found instanceof Map<?, ?> members ? members.get(step) : null;
        }
        return found;
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(Objects::toString).toList();
        }
        return claim instanceof String one ? List.of(one.split(" ")) : List.of();
    }
}
