package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OidcClaimsTest {

    private static final String NAME = "https://example.com/roles";

    @Test
    void a_claim_whose_name_holds_dots_is_found_by_its_whole_name_first() {
        Map<String, Object> claims = Map.of(
                NAME, List.of("keyfob-admin"), "https://example", Map.of("com/roles", List.of("keyfob-auditor")));

        assertThat(read(NAME, claims).roles().orElseThrow()).containsExactly(Role.ADMIN);
    }

    @Test
    void otherwise_the_longest_beginning_that_is_an_object_leads_on() {
        assertThat(read("realm_access.roles", Map.of("realm_access", Map.of("roles", List.of("keyfob-admin"))))
                        .roles()
                        .orElseThrow())
                .containsExactly(Role.ADMIN);
        Map<String, Object> several = Map.of(
                "https://example", Map.of("com/app", Map.of("roles", List.of("keyfob-auditor"))),
                "https://example.com/app", Map.of("roles", List.of("keyfob-admin")));
        assertThat(read("https://example.com/app.roles", several).roles().orElseThrow())
                .containsExactly(Role.ADMIN);
        assertThat(read("https://example.com/app.roles", Map.of("https://example", Map.of("com/app", "none")))
                        .roles()
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void addresses_and_names_are_found_in_the_same_way() {
        OidcClaims claims = read(
                NAME, Map.of("https://example.com/email", "alice@example.com", "profile", Map.of("name", "Alice")));

        assertThat(claims.email()).contains(new Email("alice@example.com"));
        assertThat(claims.name()).contains("Alice");
    }

    @Test
    void the_operator_is_told_why_there_is_no_address() {
        String claim = "https://example.com/email";

        assertThat(read(NAME, Map.of()).doubt()).isEqualTo("the ID token has no claim " + claim);
        assertThat(read(NAME, Map.of(claim, "alice")).doubt())
                .isEqualTo("the claim " + claim + " is not an e-mail address");
        OidcClaims unverified = new OidcClaims(
                settings(NAME, "email", true), Map.of("email", "alice@example.com", "email_verified", false));
        assertThat(unverified.email()).isEmpty();
        assertThat(unverified.doubt()).isEqualTo("email_verified is false, and require_email_verified is true");
    }

    // OpenID Connect Core section 5.1.
    @Test
    void that_an_address_is_verified_is_said_of_the_claim_email_alone() {
        assertThatThrownBy(() -> settings(NAME, "upn", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("upn");
        assertThat(settings(NAME, "upn", false).emailClaim()).isEqualTo("upn");
    }

    private static OidcClaims read(String rolesClaim, Map<String, Object> claims) {
        return new OidcClaims(settings(rolesClaim, "https://example.com/email", false), claims);
    }

    private static OidcSettings settings(String rolesClaim, String emailClaim, boolean requiresVerifiedEmail) {
        return new OidcSettings(
                "company",
                "Company",
                URI.create("https://id.example.com"),
                "keyfob",
                "hush",
                List.of("openid"),
                emailClaim,
                "profile.name",
                requiresVerifiedEmail,
                Optional.of(rolesClaim),
                Map.of("keyfob-admin", Role.ADMIN, "keyfob-auditor", Role.parse("auditor")));
    }
}
