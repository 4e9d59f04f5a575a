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

/** The claims of a validated ID token, as Keyfob's types. */
record OidcClaims(OidcSettings settings, Map<String, Object> claims) {

    /**
     * Returns the e-mail address. Empty if there is none or the provider has not verified it; {@link #doubt} reports
     * which.
     */
    Optional<Email> email() {
        return isVouchedFor() ? address() : Optional.empty();
    }

    /** Explains to the operator why there is no e-mail address. */
    String doubt() {
        if (at(settings.emailClaim()) == null) {
            return "the ID token has no claim " + settings.emailClaim();
        }
        if (address().isEmpty()) {
            return "the claim " + settings.emailClaim() + " is not an e-mail address";
        }
        return isVouchedFor()
                ? ""
                : "email_verified is " + claims.get("email_verified") + ", and require_email_verified is true";
    }

    Optional<String> name() {
        return at(settings.nameClaim()) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * Returns the user's roles. Empty if the provider does not assign roles; an empty set if none of its values is
     * mapped to a role.
     */
    Optional<Set<Role>> roles() {
        return settings.rolesClaim()
                .map(path -> texts(at(path)).stream()
                        .map(settings.roles()::get)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private boolean isVouchedFor() {
        return !settings.requiresVerifiedEmail() || "true".equals(Objects.toString(claims.get("email_verified")));
    }

    private Optional<Email> address() {
        try {
            return at(settings.emailClaim()) instanceof String text ? Optional.of(Email.parse(text)) : Optional.empty();
        } catch (Refusal notAnAddress) {
            return Optional.empty();
        }
    }

    private @Nullable Object at(String name) {
        return at(claims, name);
    }

    /**
     * Returns the claim with this name. A dot can be part of the name, as in {@code https://example.com/roles}, or
     * separate nested objects, as in {@code realm_access.roles}. The whole name is tried first, then the longest prefix
     * that is an object.
     */
    private static @Nullable Object at(Map<?, ?> members, String name) {
        @Nullable Object whole = members.get(name);
        for (int dot = name.lastIndexOf('.'); whole == null && dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            if (members.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
                whole = at(inner, name.substring(dot + 1));
            }
        }
        return whole;
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(Objects::toString).toList();
        }
        return claim instanceof String one ? List.of(one.split(" ")) : List.of();
    }
}
