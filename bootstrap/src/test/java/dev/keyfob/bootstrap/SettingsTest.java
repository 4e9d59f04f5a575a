package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.PolicyItem;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.webhook.OutboundAddressRules;
import dev.keyfob.web.HttpLimits;
import dev.keyfob.web.signin.Carrier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the settings: their sources, and which are valid. */
class SettingsTest extends LoadedSettings {

    @Test
    void the_defaults_hold_where_nothing_is_set() {
        Settings settings = load(Map.of(), Map.of(), null);

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.publicUrl(8080)).hasToString("http://localhost:8080");
        assertThat(settings.dataDirectory()).isEmpty();
        assertThat(settings.tokenSettings().policy().expiry().standardLife()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.tokenSettings().policy().expiry().longestLife()).isEqualTo(Duration.ofDays(366));
        assertThat(settings.tokenSettings().policy().expiry().mayNeverExpire()).isFalse();
        assertThat(settings.tokenSettings().policy().mostPerOwner()).isEqualTo(1000);
        assertThat(settings.sessionLimits().idle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.sessionLimits().absolute()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.httpLimits()).isEqualTo(new HttpLimits(8 * 1024, 32 * 1024, Duration.ofSeconds(75)));
        assertThat(settings.webhookReach()).isEqualTo(OutboundAddressRules.standard());
        assertThat(settings.expiryWarningDays()).containsExactly(14, 1);
    }

    @Test
    void webhooks_take_networks_and_days_in_any_number_even_none() {
        Settings settings = load(
                Map.of(
                        Setting.WEBHOOKS_ALLOWED_NETWORKS, "10.1.2.3, fd00::/8",
                        Setting.WEBHOOKS_ALLOW_PLAIN_HTTP, "true",
                        Setting.WEBHOOKS_EXPIRY_WARNING_DAYS, "30 7 365 7"),
                Map.of(),
                null);

        assertThat(settings.webhookReach())
                .isEqualTo(new OutboundAddressRules(true, List.of(new Network("10.1.2.3"), new Network("fd00::/8"))));
        assertThat(settings.expiryWarningDays()).containsExactly(30, 7, 365);
        assertThat(load(Map.of(Setting.WEBHOOKS_EXPIRY_WARNING_DAYS, "none"), Map.of(), null)
                        .expiryWarningDays())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "366", "14,1", "-1", "1 2 3 4 5 6 7 8 9 10 11", "999"})
    void days_before_the_end_are_one_to_a_year(String days) {
        assertThatThrownBy(() -> load(Map.of(Setting.WEBHOOKS_EXPIRY_WARNING_DAYS, days), Map.of(), null))
                .hasMessageContaining("webhooks.expiry_warning_days");
    }

    @Test
    void an_option_beats_the_environment_which_beats_the_file() throws IOException {
        Path file = yaml("server:\n  port: 1001\n  host: 10.0.0.1\ntokens:\n  prefix: acme_\n");
        Map<String, String> environment = Map.of("KEYFOB_SERVER_PORT", "1002", "KEYFOB_SERVER_HOST", "10.0.0.2");

        Settings settings = load(Map.of(Setting.SERVER_PORT, "1003"), environment, file);

        assertThat(settings.port()).isEqualTo(1003);
        assertThat(settings.host()).isEqualTo("10.0.0.2");
        assertThat(settings.tokenSettings()
                        .format()
                        .generate(new java.security.SecureRandom())
                        .reveal())
                .startsWith("acme_");
    }

    @Test
    void rules_for_proxies_stand_in_the_file() throws IOException {
        Path file = yaml("auth_check:\n  rules:\n    - GET /recipes/** recipe:view\n    - ANY /status any-token\n"
                + "permissions:\n  recipe:view: everyone\n");

        Settings settings = load(Map.of(), Map.of(), file);

        assertThat(settings.pathRules().needed(Optional.of("GET"), "/recipes/1").permission())
                .contains(Permission.parse("recipe:view"));
        assertThat(settings.pathRules().needed(Optional.of("PUT"), "/status").permission())
                .isEmpty();
    }

    @Test
    void carriers_are_named_and_origins_are_written_as_browsers_write_them() throws IOException {
        Settings standard = load(Map.of(), Map.of(), yaml(""));
        Settings settings = load(
                Map.of(),
                Map.of("KEYFOB_AUTH_CHECK_CARRIERS", "basic private-token"),
                yaml("cors:\n  allowed_origins: [HTTPS://App.example.com:443/, \"http://localhost:3000\"]\n"));

        assertThat(standard.carriers()).containsExactly(Carrier.BEARER);
        assertThat(standard.allowedOrigins()).isEmpty();
        assertThat(settings.carriers()).containsExactlyInAnyOrder(Carrier.BASIC, Carrier.PRIVATE_TOKEN);
        assertThat(settings.allowedOrigins())
                .containsExactlyInAnyOrder("https://app.example.com", "http://localhost:3000");
    }

    @Test
    void an_unknown_carrier_and_a_wildcard_for_origins_stop_the_start() {
        for (var each : Map.of(
                        "KEYFOB_AUTH_CHECK_CARRIERS", "bearer cookie",
                        "KEYFOB_CORS_ALLOWED_ORIGINS", "*")
                .entrySet()) {
            assertThatThrownBy(() -> load(Map.of(), Map.ofEntries(each), yaml("")))
                    .isInstanceOf(SettingsError.class)
                    .hasMessageContaining(each.getValue());
        }
        for (String origin : List.of("null", "https://*.example.com", "https://example.com/app", "example.com")) {
            assertThatThrownBy(() -> load(Map.of(Setting.CORS_ALLOWED_ORIGINS, origin), Map.of(), yaml("")))
                    .hasMessageContaining("cors.allowed_origins");
        }
    }

    @Test
    void a_rule_that_cannot_be_read_or_would_let_nobody_pass_stops_the_start() throws IOException {
        Path unreadable = yaml("auth_check:\n  rules:\n    - GET recipes recipe:view\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), unreadable))
                .hasMessageContaining("auth_check.rules")
                .hasMessageContaining("GET recipes recipe:view");
        Path misspelt = yaml("auth_check:\n  rules:\n    - GET /recipes recipe:veiw\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), misspelt)).hasMessageContaining("asks for recipe:veiw");
        Path noList = yaml("auth_check:\n  rules: GET /recipes recipe:view\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), noList)).hasMessageContaining("takes a list");
    }

    @Test
    void the_schema_of_graphql_can_be_asked_for_where_it_is_switched_on() throws Exception {
        Path file = yaml("graphql:\n  introspection: true\n");

        assertThat(load(Map.of(), Map.of(), file).introspection()).isTrue();
        assertThat(load(Map.of(), Map.of("KEYFOB_GRAPHQL_INTROSPECTION", "true"), null)
                        .introspection())
                .isTrue();
        assertThat(load(Map.of(), Map.of(), null).introspection()).isFalse();
    }

    @Test
    void new_secrets_ask_for_a_fresh_sign_in_where_it_is_switched_on() throws Exception {
        Path file = yaml("tokens:\n  fresh_sign_in: true\n");

        assertThat(load(Map.of(), Map.of(), file).tokenSettings().freshSignIn()).isTrue();
        assertThat(load(Map.of(), Map.of(), null).tokenSettings().freshSignIn()).isFalse();
    }

    @Test
    void the_environment_can_name_the_file() throws IOException {
        Path file = yaml("sessions:\n  idle_minutes: 5\n");

        Settings settings = load(Map.of(), Map.of("KEYFOB_CONFIG", file.toString()), null);

        assertThat(settings.sessionLimits().idle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void templates_of_permissions_are_a_list_or_separated_by_spaces_wherever_they_stand() throws IOException {
        Path file =
                yaml("permission_templates:\n  Read only: report:view\n  Nightly: [report:run, report:view]\n  Later:\n"
                        + "permissions:\n  report:view: everyone\n  report:run: everyone\n");

        assertThat(load(Map.of(), Map.of(), file).tokenSettings().catalogue().templates())
                .extracting(template -> template.name() + " " + template.permissions())
                .containsExactly("Read only [report:view]", "Nightly [report:run, report:view]");
    }

    @ParameterizedTest
    @CsvSource({"report:delete, which no token can have", "report:veiw, which no token can have", "Report, names"})
    void a_template_of_what_no_token_can_have_stops_the_start(String permission, String sentence) throws IOException {
        Path file = yaml("permissions:\n  report:view: everyone\n  report:delete: role:admin\npermission_templates:\n"
                + "  Read only: report:view " + permission + "\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .hasMessageContaining(permission)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "DATA_DIRECTORY",
                "DATABASE_URL",
                "DATABASE_PASSWORD_FILE",
                "AUDIT_KEY_FILE",
                "WEBHOOKS_KEY_FILE",
                "MAIL_PASSWORD_FILE"
            },
            mode = EnumSource.Mode.EXCLUDE)
    void a_bad_value_names_its_setting_the_value_and_what_would_do(Setting setting) {
        String bad = "no such thing!";

        assertThatThrownBy(() -> load(Map.of(), Map.of(setting.variable(), bad), null))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(setting.key)
                .hasMessageContaining(bad)
                .hasMessageContaining(setting.expected);
    }

    @Test
    void an_unknown_setting_stops_the_start() throws IOException {
        Path file = yaml("server:\n  prot: 80\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("server.prot");
    }

    @Test
    void a_file_that_is_not_yaml_is_told_by_its_line() throws IOException {
        Path file = yaml("server:\n  port: [80\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("line");
    }

    @Test
    void the_default_life_may_not_pass_the_longest() {
        Map<String, String> environment =
                Map.of("KEYFOB_POLICY_DEFAULT_LIFE", "90d", "KEYFOB_POLICY_LONGEST_LIFE", "30d");

        assertThatThrownBy(() -> load(Map.of(), environment, null)).hasMessageContaining("policy.default_life");
    }

    @ParameterizedTest
    @EnumSource
    void every_item_of_the_policy_is_a_setting_with_its_name_and_values(PolicyItem item) {
        Setting setting = Setting.of(item);

        assertThat(setting.key).isEqualTo("policy." + item.code());
        assertThat(setting.standard).isEqualTo(item.of(TokenPolicy.standard()));
    }

    @Test
    void the_policy_is_set_in_the_words_of_policy_set() throws IOException {
        Path file = yaml("policy:\n  longest_life: 90d\n  no_expiration: on\n  idle_limit: 60d\n  creation: off\n"
                + "  rotation_grace: 5s\n");

        TokenPolicy policy = load(Map.of(), Map.of(), file).tokenSettings().policy();

        assertThat(policy)
                .isEqualTo(PolicyChanges.parse(List.of(
                                "longest_life=90d",
                                "no_expiration=on",
                                "idle_limit=60d",
                                "creation=off",
                                "rotation_grace=5s"))
                        .applyTo(TokenPolicy.standard()));
    }

    @ParameterizedTest
    @CsvSource({
        "tokens.default_days, policy.default_life",
        "tokens.longest_days, policy.longest_life",
        "tokens.allow_never, policy.no_expiration",
        "tokens.per_owner, policy.tokens_per_user",
        "tokens.rotation_grace_seconds, policy.rotation_grace"
    })
    void an_old_name_stops_the_start_with_the_new_one(String old, String now) throws IOException {
        Path file = yaml("tokens:\n  " + old.substring("tokens.".length()) + ": 1\n");
        String variable = "KEYFOB_" + old.replace('.', '_').toUpperCase(Locale.ROOT);

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(old)
                .hasMessageContaining(now);
        assertThatThrownBy(() -> load(Map.of(), Map.of(variable, "1"), null))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(variable)
                .hasMessageContaining("KEYFOB_" + now.replace('.', '_').toUpperCase(Locale.ROOT));
    }

    @Test
    void the_limits_of_wrong_secrets_are_settings() {
        assertThat(load(Map.of(), Map.of(), null).wrongSecretLimits()).isEqualTo(StandardSettings.wrongSecrets());
        assertThat(load(
                                Map.of(
                                        Setting.VERIFICATION_WRONG_TOKENS_PER_ADDRESS, "50",
                                        Setting.VERIFICATION_WRONG_TOKENS_PER_CLIENT, "1000",
                                        Setting.VERIFICATION_WRONG_CLIENT_SECRETS_PER_ADDRESS, "5"),
                                Map.of(),
                                null)
                        .wrongSecretLimits())
                .isEqualTo(new WrongSecretLimits(50, 1000, 5));
    }
}
