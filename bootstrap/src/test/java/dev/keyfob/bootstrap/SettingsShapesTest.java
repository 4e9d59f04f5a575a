package dev.keyfob.bootstrap;

import static dev.keyfob.bootstrap.Setting.SIGN_IN_PROXY_HEADER;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.policy.PolicyItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tries files of every shape for every setting: each is read as intended, or fails with the setting's name and a line.
 */
class SettingsShapesTest extends WrittenSettings {

    /** A value that is not the default, for every setting. */
    private static final Map<Setting, String> EXAMPLES = Map.ofEntries(
            entry(Setting.SERVER_HOST, "0.0.0.0"),
            entry(Setting.SERVER_PORT, "8443"),
            entry(Setting.SERVER_PUBLIC_URL, "https://keyfob.example.com:8443"),
            entry(Setting.SERVER_ALLOW_PLAIN_HTTP, "true"),
            entry(Setting.SERVER_TRUSTED_PROXIES, "10.0.0.1 fd00::/8"),
            entry(Setting.SERVER_HEADER_KILOBYTES, "16"),
            entry(Setting.SERVER_IDLE_SECONDS, "200"),
            entry(Setting.SERVER_DRAIN_SECONDS, "10"),
            entry(Setting.SERVER_RESOURCE_METADATA, "true"),
            entry(Setting.SERVER_SECURITY_CONTACT, "mailto:security@example.com https://example.com/security"),
            entry(Setting.AUTH_CHECK_RESOURCE_METADATA, "https://api.example.com/.well-known/oauth-protected-resource"),
            entry(Setting.AUTH_CHECK_HEADER_KILOBYTES, "64"),
            entry(Setting.DATABASE_URL, "jdbc:postgresql://db/keyfob?sslmode=verify-full"),
            entry(Setting.DATABASE_USER, "keyfob"),
            entry(Setting.DATABASE_PASSWORD_FILE, "/run/password"),
            entry(Setting.DATA_DIRECTORY, "/srv/keyfob data"),
            entry(Setting.TOKENS_PREFIX, "acme_"),
            entry(Setting.TOKENS_AUDIENCE, "https://api.example.com"),
            entry(Setting.TOKENS_FRESH_SIGN_IN, "true"),
            entry(Setting.GRAPHQL_INTROSPECTION, "true"),
            entry(Setting.POLICY_LONGEST_LIFE, "90d"),
            entry(Setting.POLICY_DEFAULT_LIFE, "7d"),
            entry(Setting.POLICY_NO_EXPIRATION, "on"),
            entry(Setting.POLICY_IDLE_LIMIT, "60d"),
            entry(Setting.POLICY_TOKENS_PER_USER, "5"),
            entry(Setting.POLICY_CREATION, "off"),
            entry(Setting.POLICY_DEFAULT_OVERLAP, "1h"),
            entry(Setting.POLICY_LONGEST_OVERLAP, "2d"),
            entry(Setting.POLICY_SELF_ROTATION, "on"),
            entry(Setting.POLICY_REUSE, "report"),
            entry(Setting.POLICY_ROTATION_GRACE, "5s"),
            entry(Setting.TOKENS_USES_INTERVAL_SECONDS, "10"),
            entry(Setting.SIGN_IN_LOCAL, "true"),
            entry(SIGN_IN_PROXY_HEADER, "X-Forwarded-Email"),
            entry(Setting.LEAKS_GITHUB_KEYS_URL, "https://api.github.com/keys"),
            entry(Setting.LEAKS_GITHUB_REVOKE, "false"),
            entry(Setting.VERIFICATION_WRONG_TOKENS_PER_ADDRESS, "50"),
            entry(Setting.VERIFICATION_WRONG_TOKENS_PER_CLIENT, "1000"),
            entry(Setting.VERIFICATION_WRONG_CLIENT_SECRETS_PER_ADDRESS, "5"),
            entry(Setting.SESSIONS_IDLE_MINUTES, "5"),
            entry(Setting.SESSIONS_ABSOLUTE_HOURS, "6"),
            entry(Setting.METRICS_LISTEN, "127.0.0.1:9464"),
            entry(Setting.LOG_FORMAT, "text"),
            entry(Setting.LOG_ACCESS, "true"),
            entry(Setting.AUDIT_KEY_FILE, "/run/audit-key"),
            entry(Setting.AUDIT_SEALED_FROM, "1"),
            entry(Setting.AUDIT_KEEP_DAYS, "30"),
            entry(Setting.WEBHOOKS_KEY_FILE, "/run/webhook-key"),
            entry(Setting.AUTH_CHECK_CARRIERS, "bearer basic x-api-key"),
            entry(Setting.CORS_ALLOWED_ORIGINS, "https://app.example.com http://localhost:3000"),
            entry(Setting.WEBHOOKS_ALLOWED_NETWORKS, "10.1.2.3 10.20.0.0/16"),
            entry(Setting.WEBHOOKS_ALLOW_PLAIN_HTTP, "true"),
            entry(Setting.WEBHOOKS_EXPIRY_WARNING_DAYS, "30 7"),
            entry(Setting.MAIL_HOST, "localhost"),
            entry(Setting.MAIL_PORT, "2525"),
            entry(Setting.MAIL_ENCRYPTION, "tls"),
            entry(Setting.MAIL_FROM, "keyfob@example.com"),
            entry(Setting.MAIL_USERNAME, "keyfob"),
            entry(Setting.MAIL_PASSWORD_FILE, "/run/mail-password"),
            entry(Setting.MAIL_DIGEST_HOUR, "7"));

    private static final Set<Setting> SEVERAL = EnumSet.of(
            Setting.SERVER_TRUSTED_PROXIES,
            Setting.SERVER_SECURITY_CONTACT,
            Setting.AUTH_CHECK_CARRIERS,
            Setting.CORS_ALLOWED_ORIGINS,
            Setting.WEBHOOKS_ALLOWED_NETWORKS,
            Setting.WEBHOOKS_EXPIRY_WARNING_DAYS);

    @Test
    void every_setting_has_an_example() {
        assertThat(EXAMPLES.keySet()).containsExactlyInAnyOrder(Setting.values());
    }

    @ParameterizedTest
    @EnumSource
    void a_value_is_read_as_it_is_written(Setting setting) throws IOException {
        String example = EXAMPLES.get(setting);

        for (String written : List.of(example, "\"" + example + "\"", "'" + example + "'", "|\n        " + example)) {
            assertThat(read(setting, written).value(setting)).as(written).isEqualTo(example);
        }
        assertThat(load(setting.key + ": " + example + "\n" + needs(setting)).value(setting))
                .isEqualTo(example);
    }

    @ParameterizedTest
    @EnumSource
    void a_blank_value_is_not_given(Setting setting) throws IOException {
        for (String blank : BLANKS) {
            assertThat(load(nested(setting, blank)).value(setting)).as(blank).isEqualTo(setting.standard);
        }
        assertThat(load(sections(setting) + "  # nothing\n").value(setting)).isEqualTo(setting.standard);
        assertThat(load(setting.key + ":\n").value(setting)).isEqualTo(setting.standard);
    }

    @ParameterizedTest
    @EnumSource
    void a_list_is_taken_where_several_values_are_meant_and_nowhere_else(Setting setting) throws IOException {
        String example = EXAMPLES.get(setting);
        String items = "[" + String.join(", ", quoted(example.split(" "))) + ", ~]";

        if (SEVERAL.contains(setting)) {
            assertThat(read(setting, items).value(setting)).isEqualTo(example);
            assertThat(read(setting, "\n      - " + String.join("\n      - ", example.split(" ")))
                            .value(setting))
                    .isEqualTo(example);
            assertThat(read(setting, "[]").value(setting)).isEmpty();
            assertThat(read(setting, "none").value(setting)).isEmpty();
            assertStops(setting, "[[" + example + "]]");
            assertStops(setting, "[{a: b}]");
        } else {
            assertStops(setting, items);
            assertStops(setting, "[]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void names_below_a_value_stop_the_start(Setting setting) throws IOException {
        assertStops(setting, "{a: b}");
        assertStops(setting, "{}");
        assertStops(setting, "{" + EXAMPLES.get(setting).split(" ")[0].replaceAll("[^a-z]", "x") + ": ~}");
    }

    /** The policy uses on and off as booleans, in the file as in {@code policy set}. */
    private static boolean isOfThePolicy(Setting setting, String word) {
        return Stream.of(PolicyItem.values()).anyMatch(item -> Setting.of(item) == setting && item.isReadable(word));
    }

    @ParameterizedTest
    @EnumSource
    void what_yaml_makes_of_plain_words_is_never_taken_for_text_or_a_number(Setting setting) throws IOException {
        List<String> surprises = new ArrayList<>(List.of("yes", "no", "on", "off", "No", "True", "FALSE"));
        if (!setting.standard.matches("true|false")) {
            surprises.addAll(List.of("true", "false"));
        }
        surprises.removeIf(word -> isOfThePolicy(setting, word));
        if (setting.standard.matches("[0-9]+")) {
            surprises.addAll(List.of(
                    "010",
                    "0x10",
                    "0o10",
                    "1e1",
                    "1_0",
                    "+10",
                    "-1",
                    "10.0",
                    "0:10",
                    "2026-11-28",
                    "ten",
                    "١٠",
                    "1 0"));
        }

        for (String surprise : surprises) {
            assertStops(setting, surprise);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anchors_tags_and_nul_stop_the_start(Setting setting) throws IOException {
        String example = EXAMPLES.get(setting).split(" ")[0];

        for (String written : List.of(
                "\"\\0\"", "&a \"" + example + "\"", "!mine \"" + example + "\"", "!!binary eA==", "!!set {x}")) {
            assertStops(setting, written);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_name_that_stands_twice_stops_the_start(Setting setting) throws IOException {
        String once = nested(setting, EXAMPLES.get(setting));
        int depth = depth(setting);
        String line = once.lines().skip(depth - 1).findFirst().orElseThrow() + "\n";

        assertStops(once + line, setting.key, depth + 1);
        assertStops(once + line.replaceFirst(":.*", ":"), setting.key, depth + 1);
        assertStops(once + once, setting.key.substring(0, setting.key.indexOf('.')), depth + 1);
        assertStops(once + setting.key + ": " + EXAMPLES.get(setting) + "\n", setting.key, depth + 1);
    }

    @ParameterizedTest
    @EnumSource
    void an_unknown_name_beside_it_stops_the_start(Setting setting) throws IOException {
        String once = nested(setting, EXAMPLES.get(setting));
        int depth = depth(setting);

        for (String unknown : List.of("colour: red", "colour:", "colour: {a: b}", "colour: [a]")) {
            assertStops(once + "  ".repeat(depth - 1) + unknown + "\n", parent(setting) + ".colour", depth + 1);
            assertStops(once + unknown + "\n", "colour", depth + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_section_that_is_no_table_stops_the_start(Setting setting) throws IOException {
        String section = setting.key.substring(0, setting.key.indexOf('.'));

        assertStops(section + ": 1\n", section, 1);
        assertStops(section + ":\n  - host: 1\n", section, 1);
        assertStops(section + ": []\n", section, 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_blank_variable_and_a_blank_option_are_not_given(Setting setting) {
        for (String blank : List.of("", " ", "\t")) {
            Settings settings =
                    Settings.load(Map.of(setting, blank), Map.of(setting.variable(), blank), Optional.empty());

            assertThat(settings.value(setting)).isEqualTo(setting.standard);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "---\n# nothing\n", "~\n", "{}\n", "\uFEFF# nothing\n", "\n\n"})
    void a_file_of_nothing_sets_nothing(String text) throws IOException {
        assertThat(load(text).port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- server|line 1",
                "server|line 1",
                "server: {port: 1}\\n---\\ntokens: {}|line 3",
                "server:\\n  port: 1\\n  : 2|line 3",
                "server:\\n  port: 1\\n? [a]\\n: 2|line 3",
                "server:\\n  port: 1\\n<<: {data.directory: x}|line 3",
                "server: *nowhere|line 1",
                "server: &a {port: *a}|line 1",
                "server:\\n\\tport: 1|line 2",
                "server: {port: \"\\0001\"}|cannot be read as YAML"
            })
    void a_file_of_another_shape_stops_the_start(String text, String told) {
        assertThatThrownBy(() ->
                        load(text.replace("\\n", "\n").replace("\\t", "\t").replace("\\000", "\u0001")))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(told);
    }

    @Test
    void a_file_that_is_not_utf_8_says_so() throws IOException {
        Path file = Files.write(directory.resolve("keyfob.yaml"), new byte[] {'#', (byte) 0xE9, '\n'});

        assertThatThrownBy(() -> Settings.load(Map.of(), Map.of(), Optional.of(file)))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void a_blank_header_is_no_header_and_a_word_for_nothing_is_no_name() throws IOException {
        Settings settings = load("server:\n  trusted_proxies: 127.0.0.1\nsign_in:\n  proxy_header:\n");

        assertThat(settings.signInMethods().proxyHeader()).isEmpty();
        for (String word : List.of("null", "none", "FALSE", "off")) {
            assertThatThrownBy(() -> Settings.load(
                            Map.of(SIGN_IN_PROXY_HEADER, word, Setting.SERVER_TRUSTED_PROXIES, "127.0.0.1"),
                            Map.of(),
                            Optional.empty()))
                    .hasMessageContaining("sign_in.proxy_header");
        }
    }

    private Settings read(Setting setting, String written) throws IOException {
        return load(nested(setting, written) + needs(setting));
    }

    private void assertStops(Setting setting, String written) throws IOException {
        assertStops(nested(setting, written) + needs(setting), setting.key, depth(setting));
    }

    // Some settings are valid only together with others.
    private static String needs(Setting setting) {
        return switch (setting) {
            case SIGN_IN_PROXY_HEADER -> "server:\n  trusted_proxies: 10.0.0.1\n";
            case MAIL_HOST -> "mail.from: keyfob@example.com\n";
            case MAIL_PORT -> "mail.host: localhost\nmail.from: keyfob@example.com\n";
            case MAIL_FROM -> "mail.host: localhost\n";
            case MAIL_USERNAME ->
                "mail.host: localhost\nmail.from: keyfob@example.com\nmail.password_file: /run/mail-password\n";
            case MAIL_PASSWORD_FILE -> "mail.host: localhost\nmail.from: keyfob@example.com\nmail.username: keyfob\n";
            default -> "";
        };
    }

    private static String nested(Setting setting, String value) {
        return nested(setting.key, value);
    }

    private static String sections(Setting setting) {
        return nested(parent(setting), "");
    }

    private static String parent(Setting setting) {
        return setting.key.substring(0, setting.key.lastIndexOf('.'));
    }

    private static int depth(Setting setting) {
        return depth(setting.key);
    }

    private static List<String> quoted(String... words) {
        return Stream.of(words).map(word -> "\"" + word + "\"").toList();
    }
}
