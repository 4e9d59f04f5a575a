package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.permission.Permission;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries every shape for the tables and lists of the settings file: permissions, providers, rules and keys. */
class SettingsTableShapesTest extends WrittenSettings {

    @ParameterizedTest
    @ValueSource(
            strings = {"permissions", "permission_templates", "oidc.providers", "auth_check.rules", "leaks.github.keys"
            })
    void a_blank_table_is_not_given(String name) throws IOException {
        for (String blank : BLANKS) {
            Settings settings = load(nested(name, blank));

            assertThat(settings.tokenSettings().catalogue().hasOnlyOwn()).isTrue();
            assertThat(settings.signInMethods().providers()).isEmpty();
            assertThat(settings.pathRules().isEmpty()).isTrue();
            assertThat(settings.githubScanning().isOn()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"permissions", "permission_templates", "oidc.providers", "leaks.github.keys"})
    void a_table_that_is_a_list_or_a_word_stops_the_start(String name) throws IOException {
        int line = depth(name);

        assertStops(nested(name, "[a, b]"), name, line);
        assertStops(nested(name, "a b"), name, line);
        assertStops(nested(name, "[]"), name, line);
        assertStops(nested(name, "{a: 1, a: 2}"), name + ".a", line);
        assertStops(nested(name, "{~: 1}"), "no name before the colon", line);
        assertStops(nested(name, "{}").repeat(2), name.split("\\.")[0], line + 1);
    }

    @Test
    void rules_are_a_list_of_texts_and_blank_ones_are_not_given() throws IOException {
        assertThat(load(nested("auth_check.rules", "[ANY /status any-token, ~, '']"))
                        .pathRules()
                        .rules())
                .hasSize(1);
        for (String wrong :
                List.of("ANY /status any-token", "{a: b}", "[[ANY /status any-token]]", "[{ANY /a: b}]", "[no]")) {
            assertStops(nested("auth_check.rules", wrong), "auth_check.rules", 2);
        }
    }

    @Test
    void a_permission_with_nothing_behind_it_is_not_in_the_catalogue() throws IOException {
        Settings settings = load("permissions:\n  report:view: everyone\n  report:edit:\n  token:manage:\n");

        assertThat(settings.tokenSettings().catalogue().permissions())
                .contains(new Permission("report:view"), Permission.TOKEN_MANAGE)
                .doesNotContain(new Permission("report:edit"));
        assertStops("permissions:\n  report:view:\n", "permissions", 1);
        assertStops("permissions: {}\n", "permissions", 1);
        for (String wrong : List.of("[everyone]", "{role: admin}", "yes", "everybody")) {
            assertStops("permissions:\n  a:b: session\n  report:view: " + wrong + "\n", "permissions.report:view", 3);
        }
    }

    @Test
    void the_names_for_everyone_fit_into_one_header() throws IOException {
        // 100 names of 12 letters and 99 spaces are 1299 characters.
        StringBuilder text = new StringBuilder("permissions:\n  report:edit: session\n");
        for (int i = 0; i < 100; i++) {
            text.append("  report:v-%03d: everyone\n".formatted(i));
        }

        assertThat(load(text.toString()).tokenSettings().ceiling().permissions())
                .hasSize(100);
        assertStops(text + "  r:v: everyone\n", "are 1303 characters long together", 1);
        assertThat(load(text + "  report:view-all: session\n")
                        .tokenSettings()
                        .catalogue()
                        .permissions())
                .hasSize(105);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]", "{a: b}", "/no/such/file", "no", "&a x"})
    void a_key_of_github_is_a_text(String wrong) throws IOException {
        assertStops(nested("leaks.github.keys.one", wrong), "leaks.github.keys.one", 4);
        assertThat(load(nested("leaks.github.keys.one", "")).githubScanning().isOn())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("fieldsOfProviders")
    void every_field_of_a_provider_has_one_shape(String field) throws IOException {
        String provider = provider();
        int line = (int) provider.lines()
                        .takeWhile(text -> !text.startsWith("      " + field + ":"))
                        .count()
                + 1;
        String name = "oidc.providers.company." + field;
        boolean isTable = field.equals("roles");

        assertStops(with(provider, field, isTable ? "[a]" : "{a: b}"), name, line);
        if (!field.equals("scopes")) {
            assertStops(with(provider, field, "[a]"), name, line);
        }
        assertStops(with(provider, field, "no" + (field.startsWith("require") ? "ne" : "")), name, line);
        assertStops(with(provider, field, "&x y"), name, line);
        assertStops(
                provider + "      " + field + ": x\n", name, provider.lines().count() + 1);
        if (Set.of("issuer", "client_id", "client_secret_file").contains(field)) {
            assertStops(with(provider, field, ""), name + " is missing", 3);
        } else if (!field.equals("roles_claim")) {
            assertThat(load(with(provider, field, "")).signInMethods().providers())
                    .hasSize(1);
        }
    }

    static Stream<String> fieldsOfProviders() {
        return Stream.of(
                "label",
                "issuer",
                "client_id",
                "client_secret_file",
                "scopes",
                "email_claim",
                "name_claim",
                "require_email_verified",
                "roles_claim",
                "roles");
    }

    @Test
    void another_claim_than_email_is_not_what_a_provider_vouches_for() throws IOException {
        String other = with(provider(), "email_claim", "upn");
        int line = (int) other.lines()
                        .takeWhile(text -> !text.startsWith("      email_claim:"))
                        .count()
                + 1;

        assertStops(other, "require_email_verified: false", line);
        assertStops(with(other, "require_email_verified", ""), "oidc.providers.company.email_claim", line);
        assertThat(load(with(other, "require_email_verified", "false"))
                        .signInMethods()
                        .providers()
                        .get(0)
                        .emailClaim())
                .isEqualTo("upn");
    }

    @Test
    void scopes_are_a_list_or_text_and_a_role_is_one_word() throws IOException {
        String provider = provider();

        assertThat(load(with(provider, "scopes", "[openid, ~, email]"))
                        .signInMethods()
                        .providers()
                        .get(0)
                        .scopes())
                .containsExactly("openid", "email");
        assertThat(load(with(provider, "scopes", "openid   email"))
                        .signInMethods()
                        .providers()
                        .get(0)
                        .scopes())
                .containsExactly("openid", "email");
        int line = (int) provider.lines().count();
        for (String wrong : List.of("[admin]", "{a: b}", "no", "Not A Role")) {
            assertStops(with(provider, "  staff", wrong), "oidc.providers.company.roles.staff", line);
        }
        assertThat(load(with(provider, "  staff", ""))
                        .signInMethods()
                        .providers()
                        .get(0)
                        .roles())
                .isEmpty();
        assertThat(load("oidc:\n  providers:\n    company: # later\n")
                        .signInMethods()
                        .providers())
                .isEmpty();
    }

    private String provider() throws IOException {
        return """
                oidc:
                  providers:
                    company:
                      label: Company account
                      issuer: https://id.example.com
                      client_id: keyfob
                      client_secret_file: %s
                      scopes: openid email
                      email_claim: email
                      name_claim: name
                      require_email_verified: true
                      roles_claim: groups
                      roles:
                        staff: admin
                """.formatted(secretFile("rw-------"));
    }

    // Also removes the lines nested below the field.
    private static String with(String provider, String field, String value) {
        String replaced = provider.replaceFirst("(?m)^      " + field + ":.*$", "      " + field + ": " + value);
        return field.equals("roles") ? replaced.replaceFirst("(?m)^        staff.*\n", "") : replaced;
    }
}
