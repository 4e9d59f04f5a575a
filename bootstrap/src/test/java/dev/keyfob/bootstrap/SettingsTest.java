package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.PolicyItem;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.webhook.CallableAddresses;
import dev.keyfob.persistence.connection.PostgresAddress;
import dev.keyfob.web.HttpLimits;
import dev.keyfob.web.api.GithubScanning;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path directory;

    @Test
    void the_defaults_hold_where_nothing_is_set() {
        Settings settings = load(Map.of(), Map.of(), null);

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.publicUrl(8080)).hasToString("http://localhost:8080");
        assertThat(settings.dataDirectory()).isEmpty();
        assertThat(settings.tokenRules().policy().expiry().standardLife()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.tokenRules().policy().expiry().longestLife()).isEqualTo(Duration.ofDays(366));
        assertThat(settings.tokenRules().policy().expiry().mayNeverExpire()).isFalse();
        assertThat(settings.tokenRules().policy().mostPerOwner()).isEqualTo(1000);
        assertThat(settings.sessionLimits().idle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.sessionLimits().absolute()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.httpLimits()).isEqualTo(new HttpLimits(8 * 1024, 32 * 1024, Duration.ofSeconds(75)));
        assertThat(settings.webhookReach()).isEqualTo(CallableAddresses.standard());
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
                .isEqualTo(new CallableAddresses(true, List.of(new Network("10.1.2.3"), new Network("fd00::/8"))));
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
        assertThat(settings.tokenRules()
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
    void identity_providers_stand_in_the_file_and_their_secrets_beside_it() throws IOException {
        Path secret = secretFile("rw-------");
        Path file = yaml(PROVIDER.formatted("https://id.example.com/realms/company", secret));

        OidcSettings provider =
                load(Map.of(), Map.of(), file).signInMethods().providers().get(0);

        assertThat(provider.key()).isEqualTo("company");
        assertThat(provider.issuer()).hasToString("https://id.example.com/realms/company");
        assertThat(provider.clientSecret()).isEqualTo("hush");
        assertThat(provider.roles()).containsEntry("keyfob-admin", Role.ADMIN);
        assertThat(provider.toString()).doesNotContain("hush");
    }

    @Test
    void a_provider_that_cannot_be_right_stops_the_start() throws IOException {
        Path plain = yaml(PROVIDER.formatted("http://id.example.com", secretFile("rw-------")));
        assertThatThrownBy(() -> load(Map.of(), Map.of(), plain)).hasMessageContaining("oidc.providers.company.issuer");
        Path open = yaml(PROVIDER.formatted("https://id.example.com", secretFile("rw-r--r--")));
        assertThatThrownBy(() -> load(Map.of(), Map.of(), open)).hasMessageContaining("chmod 600");
        Path talkative = yaml(PROVIDER.formatted("https://id.example.com", secretFile("rw-------"))
                .replaceAll("label: .*", "label: " + "x".repeat(65)));
        assertThatThrownBy(() -> load(Map.of(), Map.of(), talkative)).hasMessageContaining("at most 64 characters");
        Path unknown = yaml("oidc:\n  providers:\n    company:\n      colour: red\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), unknown))
                .hasMessageContaining("oidc.providers.company.colour");
        Path missing = yaml("oidc:\n  providers:\n    company:\n      issuer: https://id.example.com\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), missing))
                .hasMessageContaining("client_id")
                .hasMessageContaining("missing");
    }

    // A second line or a NUL would be sent as part of the secret, and the provider would say no more than that it is
    // wrong.
    @Test
    void the_secret_of_a_provider_is_one_line() throws IOException {
        Path secret = secretFile("rw-------");
        Path file = yaml(PROVIDER.formatted("https://id.example.com", secret));

        Files.writeString(secret, "\ufeffhush\r\n");
        assertThat(load(Map.of(), Map.of(), file)
                        .signInMethods()
                        .providers()
                        .get(0)
                        .clientSecret())
                .isEqualTo("hush");
        for (String wrong : List.of("hush\n\n", "hush\0", "\n", "")) {
            Files.writeString(secret, wrong);
            assertThatThrownBy(() -> load(Map.of(), Map.of(), file)).hasMessageContaining("one line");
        }
        Files.write(secret, new byte[] {'h', (byte) 0xe9});
        assertThatThrownBy(() -> load(Map.of(), Map.of(), file)).hasMessageContaining("UTF-8");
    }

    @Test
    void there_is_always_a_way_to_sign_in_and_only_trusted_proxies_name_people() {
        assertThatThrownBy(() -> load(Map.of(Setting.SIGN_IN_LOCAL, "false"), Map.of(), null))
                .hasMessageContaining("no other way to sign in");
        assertThatThrownBy(() -> load(Map.of(Setting.SIGN_IN_PROXY_HEADER, "X-Forwarded-Email"), Map.of(), null))
                .hasMessageContaining("server.trusted_proxies");
        assertThat(load(
                                Map.of(
                                        Setting.SIGN_IN_LOCAL, "false",
                                        Setting.SIGN_IN_PROXY_HEADER, "X-Forwarded-Email",
                                        Setting.SERVER_TRUSTED_PROXIES, "127.0.0.1"),
                                Map.of(),
                                null)
                        .signInMethods()
                        .local())
                .isFalse();
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
    void keys_of_githubs_secret_scanning_stand_in_the_file_or_in_files_of_their_own() throws Exception {
        Path pem = Files.writeString(directory.resolve("github.pem"), publicKey("secp256r1"));
        Path file = yaml("leaks:\n  github:\n    revoke: false\n    keys:\n      one: " + pem
                + "\n      two: |\n        " + publicKey("secp256r1").strip().replace("\n", "\n        ") + "\n");

        GithubScanning scanning = load(Map.of(), Map.of(), file).githubScanning();

        assertThat(scanning.isOn()).isTrue();
        assertThat(scanning.ends()).isFalse();
        assertThat(scanning.keys()).containsOnlyKeys("one", "two");
        assertThat(load(Map.of(), Map.of(), null).githubScanning().isOn()).isFalse();
        assertThat(load(Map.of(), Map.of("KEYFOB_LEAKS_GITHUB_KEYS_URL", "https://api.github.com/keys"), null)
                        .githubScanning()
                        .keysAddress())
                .contains(URI.create("https://api.github.com/keys"));
    }

    @Test
    void a_key_of_github_that_cannot_be_right_stops_the_start() throws Exception {
        Path missing = yaml("leaks:\n  github:\n    keys:\n      one: /no/such/file.pem\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), missing))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("leaks.github.keys.one")
                .hasMessageContaining("/no/such/file.pem");
        Path pem = Files.writeString(directory.resolve("github.pem"), publicKey("secp384r1"));
        Path other = yaml("leaks:\n  github:\n    keys:\n      one: " + pem + "\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), other)).hasMessageContaining("P-256");
        Path list = yaml("leaks:\n  github:\n    keys: [a]\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), list)).hasMessageContaining("takes a table");
        assertThatThrownBy(() ->
                        load(Map.of(), Map.of("KEYFOB_LEAKS_GITHUB_KEYS_URL", "http://api.github.com/keys"), null))
                .hasMessageContaining("leaks.github.keys_url");
    }

    private static String publicKey(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    }

    private Path secretFile(String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("secret-" + permissions), "hush\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static final String PROVIDER = """
            oidc:
              providers:
                company:
                  label: Company account
                  issuer: %s
                  client_id: keyfob
                  client_secret_file: %s
                  roles_claim: realm_access.roles
                  roles:
                    keyfob-admin: admin
            """;

    @Test
    void the_environment_can_name_the_file() throws IOException {
        Path file = yaml("sessions:\n  idle_minutes: 5\n");

        Settings settings = load(Map.of(), Map.of("KEYFOB_CONFIG", file.toString()), null);

        assertThat(settings.sessionLimits().idle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void the_file_has_the_catalogue_beside_what_is_built_in() throws IOException {
        Path file = yaml("permissions:\n  report:view: everyone\n  report:delete: role:auditor\n");

        Settings settings = load(Map.of(), Map.of(), file);

        assertThat(settings.tokenRules().ceiling().permissions()).containsExactly(new Permission("report:view"));
        assertThat(settings.tokenRules().catalogue().permissions())
                .extracting(Permission::name)
                .containsExactly("audit:view", "report:delete", "report:view", "token:create", "token:manage");
    }

    @Test
    void templates_of_permissions_are_a_list_or_separated_by_spaces_wherever_they_stand() throws IOException {
        Path file =
                yaml("permission_templates:\n  Read only: report:view\n  Nightly: [report:run, report:view]\n  Later:\n"
                        + "permissions:\n  report:view: everyone\n  report:run: everyone\n");

        assertThat(load(Map.of(), Map.of(), file).tokenRules().catalogue().templates())
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

    @Test
    void a_server_has_no_permissions_of_the_sample_and_a_demo_has() {
        Settings server = load(Map.of(), Map.of(), null);
        Settings demo = Settings.load(Map.of(), Map.of(), Optional.empty(), PermissionCatalogue.sample());

        assertThat(server.tokenRules().ceiling().permissions()).isEmpty();
        assertThat(server.tokenRules().catalogue().permissions())
                .containsExactly(Permission.AUDIT_VIEW, Permission.TOKEN_CREATE, Permission.TOKEN_MANAGE);
        assertThat(demo.tokenRules().ceiling().permissions()).contains(new Permission("recipe:run"));
    }

    @ParameterizedTest
    @CsvSource({"token:create, everyone", "token:manage, everyone", "token:manage, session", "audit:view, session"})
    void nothing_built_in_is_given_to_more_people_or_to_tokens(String permission, String wider) throws IOException {
        Path file = yaml("permissions:\n  " + permission + ": " + wider + "\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .hasMessageContaining("permissions." + permission)
                .hasMessageContaining(
                        "token:create takes session or less, token:manage and audit:view a role or nobody");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DATA_DIRECTORY", "DATABASE_URL", "DATABASE_PASSWORD_FILE", "AUDIT_KEY_FILE", "WEBHOOKS_KEY_FILE"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_bad_value_names_its_setting_the_value_and_what_would_do(Setting setting) {
        String bad = "no such thing!";

        assertThatThrownBy(() -> load(Map.of(), Map.of(setting.variable(), bad), null))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(setting.key)
                .hasMessageContaining(bad)
                .hasMessageContaining(setting.expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/keyfob?user=keyfob&password=secret",
                "jdbc:postgresql://keyfob:secret@db/keyfob",
                "jdbc:postgresql:keyfob",
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x'",
                "jdbc:postgresql://db/keyfob?socketFactory=org.example.Loaded&socketFactoryArg=secret",
                "jdbc:postgresql://db/keyfob?socketTimeout=0",
                "jdbc:postgresql://db/keyfob?options=-c%20synchronous_commit=off",
                "jdbc:postgresql://db/keyfob?sslMode=verify-full",
                "jdbc:postgresql://db/keyfob?sslmode=verify-full&sslmode=disable",
                "jdbc:postgresql://db/keyfob?pass%77ord=secret",
                "jdbc:postgresql://db/keyfob?sslmode=require&",
                "jdbc:postgresql://db/keyfob?",
                "postgres://db/keyfob"
            })
    void an_address_with_a_password_or_of_another_database_is_refused(String url) {
        assertThatThrownBy(() -> load(Map.of(Setting.DATABASE_URL, url), Map.of(), null))
                .hasMessageContaining("database.url")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void the_documented_parameters_of_the_driver_may_follow_the_address() throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "postgresql.md"));

        for (String parameter : PostgresAddress.PARAMETERS) {
            String url = "jdbc:postgresql://db,other:5433/keyfob?" + parameter + "=x";
            assertThat(load(Map.of(Setting.DATABASE_URL, url), Map.of(), null)
                            .database()
                            .orElseThrow()
                            .url())
                    .isEqualTo(url);
            assertThat(documented).contains("`" + parameter + "`");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server.public_url, https://keyfob.example.com:65536",
        "server.public_url, https://..",
        "server.public_url, https://a..b",
        "leaks.github.keys_url, https://api.github.com:99999/x",
        "leaks.github.keys_url, https://api.github.com/|",
        "leaks.github.keys_url, https:///x"
    })
    void what_only_looks_like_an_address_stops_the_start(String key, String address) {
        Setting setting = Setting.named(key).orElseThrow();

        assertThatThrownBy(() -> load(Map.of(setting, address), Map.of(), null))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(key)
                .hasMessageContaining(address);
    }

    @Test
    void data_is_in_one_place() {
        Map<Setting, String> both =
                Map.of(Setting.DATABASE_URL, "jdbc:postgresql://db/keyfob", Setting.DATA_DIRECTORY, "data");

        assertThatThrownBy(() -> load(both, Map.of(), null)).hasMessageContaining("--db for PostgreSQL");
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
    void a_bad_requirement_in_the_catalogue_is_named() throws IOException {
        Path file = yaml("permissions:\n  report:view: everybody\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("permissions.report:view")
                .hasMessageContaining("everybody");
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
        Path file = yaml(
                "policy:\n  longest_life: 90d\n  no_expiration: on\n  idle_limit: 60d\n  creation: off\n  rotation_grace: 5s\n");

        TokenPolicy policy = load(Map.of(), Map.of(), file).tokenRules().policy();

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
        assertThat(load(Map.of(), Map.of(), null).wrongSecretLimits()).isEqualTo(WrongSecretLimits.standard());
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

    @Test
    void plain_http_is_for_this_machine_alone_in_every_setting() throws IOException {
        for (String local :
                List.of("http://localhost:1234", "http://127.0.0.2:1234", "http://[0:0:0:0:0:0:0:1]:1234")) {
            assertThat(load(Map.of(Setting.SERVER_PUBLIC_URL, local), Map.of(), null)
                            .publicUrl(80)
                            .getPort())
                    .isEqualTo(1234);
            assertThat(load(Map.of(Setting.LEAKS_GITHUB_KEYS_URL, local + "/x"), Map.of(), null)
                            .githubScanning()
                            .isOn())
                    .isTrue();
            assertThat(load(Map.of(), Map.of(), yaml(PROVIDER.formatted(local, secretFile("rw-------"))))
                            .signInMethods()
                            .providers())
                    .hasSize(1);
        }
        for (String open : List.of("http://localhost.example.com", "http://[::2]:1234", "http://192.0.2.1")) {
            assertThatThrownBy(() -> load(Map.of(Setting.SERVER_PUBLIC_URL, open), Map.of(), null))
                    .isInstanceOf(SettingsError.class);
            assertThatThrownBy(() -> load(Map.of(Setting.LEAKS_GITHUB_KEYS_URL, open + "/x"), Map.of(), null))
                    .isInstanceOf(SettingsError.class);
            Path file = yaml(PROVIDER.formatted(open, secretFile("rw-------")));
            assertThatThrownBy(() -> load(Map.of(), Map.of(), file)).isInstanceOf(SettingsError.class);
        }
    }

    // Passwords and cookies do not cross a network in the clear unless the operator says so.
    @Test
    void a_public_url_without_encryption_is_refused_unless_allowed() {
        Map<Setting, String> plain = Map.of(Setting.SERVER_PUBLIC_URL, "http://keyfob.example.com");

        assertThatThrownBy(() -> load(plain, Map.of(), null)).hasMessageContaining("server.allow_plain_http");
        assertThat(load(plain, Map.of("KEYFOB_SERVER_ALLOW_PLAIN_HTTP", "true"), null)
                        .publicUrl(80))
                .hasToString("http://keyfob.example.com");
    }

    @Test
    void the_key_of_the_audit_log_is_in_a_file_that_nobody_else_reads() throws IOException {
        Path key = Files.writeString(directory.resolve("audit.key"), "k".repeat(32) + "\n");
        Settings settings = load(Map.of(Setting.AUDIT_KEY_FILE, key.toString()), Map.of(), null);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(settings::auditSeals).hasMessageContaining("chmod 600 " + key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(settings.auditSeals().of(new ChainPosition(1, "00"))).isPresent();
        Files.writeString(key, "short\n");
        assertThatThrownBy(settings::auditSeals)
                .hasMessageContaining("has 5 bytes")
                .message()
                .doesNotContain("short");
        Files.delete(key);
        assertThatThrownBy(settings::auditSeals).hasMessageContaining("audit.key_file names is not a file");
        assertThat(load(Map.of(), Map.of(), null).auditSeals().of(new ChainPosition(1, "00")))
                .isEmpty();
        assertThat(load(Map.of(), Map.of(), null).auditKept()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void sealing_from_some_record_on_needs_a_key() {
        assertThatThrownBy(() -> load(Map.of(Setting.AUDIT_SEALED_FROM, "7"), Map.of(), null))
                .hasMessageContaining("audit.key_file");
    }

    private static Settings load(Map<Setting, String> options, Map<String, String> environment, Path file) {
        return Settings.load(options, environment, Optional.ofNullable(file));
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(directory.resolve("keyfob.yaml"), text);
    }
}
