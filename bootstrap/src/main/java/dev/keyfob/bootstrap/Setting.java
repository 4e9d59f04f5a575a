package dev.keyfob.bootstrap;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.policy.PolicyItem;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.user.Email;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.site.TrustedProxies;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All settings that are one line of text, each with its name, its default, and a description of its values. */
enum Setting {
    SERVER_HOST(
            "server.host",
            "127.0.0.1",
            "an address of this machine to listen on, such as 127.0.0.1, 0.0.0.0 or ::, without a port",
            Setting::isHost),
    SERVER_PORT("server.port", "8080", "a port from 0 to 65535; 0 takes any that is free", isNumber(0, 65_535)),
    SERVER_PUBLIC_URL(
            "server.public_url",
            "",
            "the address that browsers use, such as https://keyfob.example.com, without a path: Keyfob needs a name of"
                    + " its own; a name outside ASCII that older and newer rules convert differently must be in its"
                    + " form xn--",
            Setting::isOrigin),
    SERVER_ALLOW_PLAIN_HTTP(
            "server.allow_plain_http",
            "false",
            "true or false; true lets passwords and tokens cross the network unencrypted",
            Setting::isYesOrNo),
    SERVER_TRUSTED_PROXIES(
            "server.trusted_proxies",
            "",
            "addresses and networks separated by spaces, such as 127.0.0.1 10.0.0.0/8, without ports and zones; or"
                    + " none",
            Setting::areNetworks,
            Shape.SEVERAL),
    SERVER_HEADER_KILOBYTES("server.header_kilobytes", "8", "a number of kilobytes from 4 to 64", isNumber(4, 64)),
    SERVER_IDLE_SECONDS("server.idle_seconds", "75", "a number of seconds from 1 to 600", isNumber(1, 600)),
    SERVER_DRAIN_SECONDS("server.drain_seconds", "0", "a number of seconds from 0 to 60", isNumber(0, 60)),
    SERVER_RESOURCE_METADATA(
            "server.resource_metadata",
            "false",
            "true or false; true lets the challenge of a refusal name the metadata of Keyfob's own APIs",
            Setting::isYesOrNo),
    SERVER_SECURITY_CONTACT(
            "server.security_contact",
            "",
            "mailto:, https: or tel: addresses separated by spaces, such as mailto:security@example.com; or none",
            text -> words(text).stream().allMatch(word -> word.matches("(mailto|https|tel):[!-~]+")),
            Shape.SEVERAL),
    AUTH_CHECK_RESOURCE_METADATA(
            "auth_check.resource_metadata",
            "",
            "the address at which the API behind the proxy describes itself, such as"
                    + " https://api.example.com/.well-known/oauth-protected-resource",
            text -> text.matches("https?://[!#-\\[\\]-~]+")),
    AUTH_CHECK_HEADER_KILOBYTES(
            "auth_check.header_kilobytes", "32", "a number of kilobytes from 4 to 64", isNumber(4, 64)),
    AUTH_CHECK_CARRIERS(
            "auth_check.carriers",
            "bearer",
            "bearer, basic, token, x-api-key or private-token, several separated by spaces; or none",
            text -> Carrier.parse(words(text)).isPresent(),
            Shape.SEVERAL),
    CORS_ALLOWED_ORIGINS(
            "cors.allowed_origins",
            "",
            "origins of pages separated by spaces, such as https://app.example.com, without a path or a wildcard; or"
                    + " none",
            text -> words(text).stream().allMatch(Setting::isOrigin),
            Shape.SEVERAL),
    DATABASE_URL(
            "database.url",
            "",
            "the address of a PostgreSQL database without user and password, such as jdbc:postgresql://host/keyfob;"
                    + " docs/postgresql.md lists the parameters that may follow",
            PostgresConnectionInfo::isUrl),
    DATABASE_USER("database.user", "", "a user of the database", text -> text.matches("[!-~]*")),
    DATABASE_PASSWORD_FILE("database.password_file", "", "a file that only this user can read", Setting::isPath),
    DATA_DIRECTORY("data.directory", "", "a directory that only this user can read", Setting::isPath),
    TOKENS_PREFIX(
            "tokens.prefix",
            TokenFormat.DEFAULT_PREFIX,
            "3 to 14 lower-case letters and digits, a letter first, then _",
            text -> text.matches(TokenFormat.PREFIX_PATTERN)),
    TOKENS_AUDIENCE(
            "tokens.audience",
            "",
            "the name that your APIs expect in aud, such as https://api.example.com",
            text -> text.matches("[!-~]*")),
    TOKENS_FRESH_SIGN_IN(
            "tokens.fresh_sign_in",
            "false",
            "true or false; true asks people to sign in again before they generate or rotate a token",
            Setting::isYesOrNo),
    TOKENS_USES_INTERVAL_SECONDS(
            "tokens.uses_interval_seconds", "30", "a number of seconds from 1 to 300", isNumber(1, 300)),
    GRAPHQL_INTROSPECTION(
            "graphql.introspection",
            "false",
            "true or false; true lets every token and signed-in person ask GraphQL for its schema",
            Setting::isYesOrNo),
    POLICY_LONGEST_LIFE(PolicyItem.LONGEST_LIFE),
    POLICY_DEFAULT_LIFE(PolicyItem.DEFAULT_LIFE),
    POLICY_NO_EXPIRATION(PolicyItem.NO_EXPIRATION),
    POLICY_TOKENS_PER_USER(PolicyItem.TOKENS_PER_USER),
    POLICY_IDLE_LIMIT(PolicyItem.IDLE_LIMIT),
    POLICY_CREATION(PolicyItem.CREATION),
    POLICY_DEFAULT_OVERLAP(PolicyItem.DEFAULT_OVERLAP),
    POLICY_LONGEST_OVERLAP(PolicyItem.LONGEST_OVERLAP),
    POLICY_SELF_ROTATION(PolicyItem.SELF_ROTATION),
    POLICY_REUSE(PolicyItem.REUSE),
    POLICY_ROTATION_GRACE(PolicyItem.ROTATION_GRACE),
    SIGN_IN_LOCAL(
            "sign_in.local", "true", "true or false; false switches accounts with passwords off", Setting::isYesOrNo),
    SIGN_IN_PROXY_HEADER(
            "sign_in.proxy_header",
            "",
            "the name of a header that a trusted proxy sets, such as X-Forwarded-Email",
            Setting::isHeader),
    LEAKS_GITHUB_KEYS_URL(
            "leaks.github.keys_url",
            "",
            "an https address, such as https://api.github.com/meta/public_keys/secret_scanning",
            Setting::isSecureAddress),
    LEAKS_GITHUB_REVOKE(
            "leaks.github.revoke",
            "true",
            "true or false; false only records in the audit log which tokens leaked",
            Setting::isYesOrNo),
    VERIFICATION_WRONG_TOKENS_PER_ADDRESS(
            "verification.wrong_tokens_per_address", "20", "a number from 1 to 1000000", isNumber(1, 1_000_000)),
    VERIFICATION_WRONG_TOKENS_PER_CLIENT(
            "verification.wrong_tokens_per_client", "300", "a number from 1 to 1000000", isNumber(1, 1_000_000)),
    VERIFICATION_WRONG_CLIENT_SECRETS_PER_ADDRESS(
            "verification.wrong_client_secrets_per_address",
            "20",
            "a number from 1 to 1000000",
            isNumber(1, 1_000_000)),
    SESSIONS_IDLE_MINUTES("sessions.idle_minutes", "30", "a number of minutes from 1 to 1440", isNumber(1, 1_440)),
    SESSIONS_ABSOLUTE_HOURS("sessions.absolute_hours", "12", "a number of hours from 1 to 720", isNumber(1, 720)),
    METRICS_LISTEN(
            "metrics.listen",
            "",
            "an address of this machine and a port, such as 127.0.0.1:9464 or [::1]:9464; port 0 takes any that is"
                    + " free",
            text -> ListenAddress.parse(text).isPresent()),
    LOG_FORMAT("log.format", "json", "json or text", text -> text.equals("json") || text.equals("text")),
    LOG_ACCESS(
            "log.access",
            "false",
            "true or false; true writes a line for each request to standard output",
            Setting::isYesOrNo),
    AUDIT_KEY_FILE("audit.key_file", "", "a file with a key that only this user can read", Setting::isPath),
    AUDIT_SEALED_FROM(
            "audit.sealed_from", "1", "the number of the first record that the key seals", isNumber(1, 999_999_999)),
    AUDIT_KEEP_DAYS("audit.keep_days", "365", "a number of days from 1 to 36500", isNumber(1, 36_500)),
    WEBHOOKS_KEY_FILE("webhooks.key_file", "", "a file that only this user can read", Setting::isPath),
    WEBHOOKS_ALLOWED_NETWORKS(
            "webhooks.allowed_networks",
            "",
            "addresses and networks separated by spaces, such as 10.1.2.3 10.20.0.0/16, without ports and zones; or"
                    + " none",
            Setting::areNetworks,
            Shape.SEVERAL),
    WEBHOOKS_ALLOW_PLAIN_HTTP(
            "webhooks.allow_plain_http",
            "false",
            "true or false; true lets events cross the network unencrypted",
            Setting::isYesOrNo),
    WEBHOOKS_EXPIRY_WARNING_DAYS(
            "webhooks.expiry_warning_days",
            "14 1",
            "numbers of days from 1 to 365, at most ten of them, separated by spaces; or none",
            text -> text.matches("( *(36[0-5]|3[0-5][0-9]|[12][0-9]{2}|[1-9][0-9]?)(?= |$)){0,10} *"),
            Shape.SEVERAL),
    MAIL_HOST("mail.host", "", "the name or the address of a mail server, without a port", Setting::isHost),
    MAIL_PORT("mail.port", "", "a port from 1 to 65535", isNumber(1, 65_535)),
    MAIL_ENCRYPTION(
            "mail.encryption",
            "starttls",
            "starttls, tls or none; none is for a mail server on this machine alone",
            text -> text.matches("starttls|tls|none")),
    MAIL_FROM("mail.from", "", "the address that mails come from, such as keyfob@example.com", Setting::isEmail),
    MAIL_USERNAME("mail.username", "", "a user of the mail server", text -> text.matches("[!-~]*")),
    MAIL_PASSWORD_FILE("mail.password_file", "", "a file that only this user can read", Setting::isPath),
    MAIL_DIGEST_HOUR("mail.digest_hour", "6", "an hour of the day, in UTC, from 0 to 23", isNumber(0, 23));

    /** The word for "no value". A blank value counts as not set, so the default applies. */
    static final String NONE = "none";

    final String key;
    final String standard;
    final String expected;
    private final Predicate<String> check;
    private final Shape shape;

    /** The initial value of an item of the policy. */
    Setting(PolicyItem item) {
        this(
                "policy." + item.code(),
                item.of(TokenPolicy.standard()),
                item.expected(),
                item::isReadable,
                Shape.AS_WRITTEN);
    }

    Setting(String key, String standard, String expected, Predicate<String> check) {
        this(key, standard, expected, check, Shape.ONE);
    }

    Setting(String key, String standard, String expected, Predicate<String> check, Shape shape) {
        this.key = key;
        this.standard = standard;
        this.expected = expected;
        this.check = check;
        this.shape = shape;
    }

    /** How the value is read from the settings file. */
    private enum Shape {
        ONE,
        SEVERAL,
        /** One value, which may be a word that YAML reads as true or false, such as {@code off}. */
        AS_WRITTEN
    }

    static Setting of(PolicyItem item) {
        return valueOf("POLICY_" + item.name());
    }

    static Optional<Setting> named(String key) {
        return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    /** Returns the environment variable of this setting, such as {@code KEYFOB_SERVER_PORT}. */
    String variable() {
        return variableOf(key);
    }

    static String variableOf(String key) {
        return "KEYFOB_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Returns the value in the settings file. Empty if it is blank. */
    Optional<String> in(SettingsNode node) {
        Optional<String> value = isTruth() || shape == Shape.AS_WRITTEN
                ? node.truth(expected)
                : shape == Shape.SEVERAL
                        ? node.words(expected).map(text -> text.isEmpty() ? NONE : text)
                        : node.text(expected);
        return value.flatMap(text -> checked(text, node.place()));
    }

    /**
     * Returns the value if it is valid. Empty if it is blank, which counts as not set. An invalid value stops the
     * start.
     */
    Optional<String> checked(String value, String source) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        if (shape == Shape.SEVERAL && value.strip().equals(NONE)) {
            return Optional.of("");
        }
        if (!check.test(value)) {
            // A database URL may contain a password, and users may write a secret in place of its file.
            boolean mayHoldSecret = this == DATABASE_URL || key.endsWith("_file");
            String shown = mayHoldSecret ? "a value that cannot be used" : "the value \"" + value + "\"";
            throw new SettingsError(
                    "The setting " + key + " has " + shown + " (" + source + "). It takes " + expected + ".");
        }
        return Optional.of(value);
    }

    private boolean isTruth() {
        return isYesOrNo(standard);
    }

    // Names do not contain these characters. The port is a separate setting.
    private static boolean isHost(String text) {
        return text.matches("[^\\s:\\[\\]/%]+")
                || IpAddress.parseWithoutPort(text).isPresent();
    }

    private static boolean areNetworks(String text) {
        try {
            TrustedProxies.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the values of a setting that takes several. */
    static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static boolean isYesOrNo(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static boolean isOrigin(String text) {
        return PublicUrl.parse(text).isPresent();
    }

    private static boolean isEmail(String text) {
        try {
            Email.parse(text);
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private static boolean isSecureAddress(String text) {
        try {
            URI address = new URI(text);
            return text.matches("https?://[!-~]+")
                    && LocalMachine.isReachedInPrivate(address)
                    && address.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    // A user who writes such a word wants to switch the setting off. If it were the name of a trusted header, anyone
    // could send that header.
    private static boolean isHeader(String text) {
        return text.matches("[A-Za-z0-9-]{1,64}")
                && !text.toLowerCase(Locale.ROOT).matches("null|none|true|false|yes|no|on|off");
    }

    // In a locale such as C, Java rejects file names that are not ASCII.
    private static boolean isPath(String text) {
        try {
            return text.chars().noneMatch(Character::isISOControl)
                    && !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    // Only digits are accepted, because programs read other notations such as 010 or 1e3 differently.
    private static Predicate<String> isNumber(int least, int most) {
        return text ->
                text.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
    }
}
