package dev.keyfob.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyfob.application.port.AuditSeals;
import dev.keyfob.application.token.TokenRules;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.token.Creation;
import dev.keyfob.domain.token.ExpiryPolicy;
import dev.keyfob.domain.token.RotationPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenPolicy;
import dev.keyfob.domain.user.SessionLimits;
import dev.keyfob.domain.webhook.Reach;
import dev.keyfob.persistence.AuditKey;
import dev.keyfob.persistence.PostgresAddress;
import dev.keyfob.persistence.SealingKey;
import dev.keyfob.web.GithubScanning;
import dev.keyfob.web.OidcSettings;
import dev.keyfob.web.PathRules;
import dev.keyfob.web.SignInMethods;
import dev.keyfob.web.TrustedProxies;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings in force: option over environment over file over default.
 *
 * <p>The file is YAML. The catalogue of permissions stands in it under {@code permissions}, and replaces the default
 * one whole; the rules for proxies stand under {@code auth_check.rules}. An unknown or bad setting stops the start.
 */
final class Settings {

    private static final String CONFIG_VARIABLE = "KEYFOB_CONFIG";
    private static final String PERMISSIONS = "permissions";
    private static final String PROVIDERS = "oidc.providers";
    private static final String RULES = "auth_check.rules";

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private PermissionCatalogue catalogue = PermissionCatalogue.standard();
    private PathRules pathRules = PathRules.none();
    private List<OidcSettings> providers = List.of();
    private Map<String, PublicKey> githubKeys = Map.of();

    private Settings() {}

    static Settings load(Map<Setting, String> options, Map<String, String> environment, Optional<Path> file) {
        Settings settings = new Settings();
        file.or(() -> Optional.ofNullable(environment.get(CONFIG_VARIABLE)).map(Path::of))
                .ifPresent(settings::readFile);
        for (Setting setting : Setting.values()) {
            Optional.ofNullable(environment.get(setting.variable()))
                    .ifPresent(value -> settings.put(setting, value, "from " + setting.variable()));
        }
        options.forEach((setting, value) -> settings.put(setting, value, "from the command line"));
        settings.requireSense();
        return settings;
    }

    String host() {
        return value(Setting.SERVER_HOST);
    }

    int port() {
        return number(Setting.SERVER_PORT);
    }

    /** Where browsers find the server that really listens on {@code port}. */
    URI publicUrl(int port) {
        String set = value(Setting.SERVER_PUBLIC_URL);
        return URI.create(set.isEmpty() ? "http://localhost:" + port : set);
    }

    TrustedProxies trustedProxies() {
        return TrustedProxies.parse(value(Setting.SERVER_TRUSTED_PROXIES));
    }

    PathRules pathRules() {
        return pathRules;
    }

    SignInMethods signInMethods() {
        return new SignInMethods(
                Boolean.parseBoolean(value(Setting.SIGN_IN_LOCAL)), providers, given(Setting.SIGN_IN_PROXY_HEADER));
    }

    /** What introspection calls the audience of every token. */
    Optional<String> audience() {
        return given(Setting.TOKENS_AUDIENCE);
    }

    Optional<Path> dataDirectory() {
        return given(Setting.DATA_DIRECTORY).map(Path::of);
    }

    Optional<PostgresAddress> database() {
        return given(Setting.DATABASE_URL)
                .map(url -> new PostgresAddress(
                        url,
                        given(Setting.DATABASE_USER),
                        given(Setting.DATABASE_PASSWORD_FILE).map(Path::of)));
    }

    GithubScanning githubScanning() {
        return new GithubScanning(
                githubKeys,
                given(Setting.LEAKS_GITHUB_KEYS_URL).map(URI::create),
                Boolean.parseBoolean(value(Setting.LEAKS_GITHUB_REVOKE)));
    }

    /** Refuses settings that name no data. */
    void requirePlace() {
        if (dataDirectory().isEmpty() && database().isEmpty()) {
            throw new SettingsError(
                    "Say which data this is about: give --data DIR for a directory, or" + " --db URL for PostgreSQL.");
        }
    }

    TokenRules tokenRules() {
        ExpiryPolicy expiry = new ExpiryPolicy(
                Duration.ofDays(number(Setting.TOKENS_DEFAULT_DAYS)),
                Duration.ofDays(number(Setting.TOKENS_LONGEST_DAYS)),
                Boolean.parseBoolean(value(Setting.TOKENS_ALLOW_NEVER)));
        RotationPolicy rotation =
                RotationPolicy.standard().withGrace(Duration.ofSeconds(number(Setting.TOKENS_ROTATION_GRACE_SECONDS)));
        return new TokenRules(
                new TokenFormat(value(Setting.TOKENS_PREFIX)),
                catalogue,
                new TokenPolicy(
                        expiry, number(Setting.TOKENS_PER_OWNER), Optional.empty(), Creation.byEveryone(), rotation));
    }

    Duration usesInterval() {
        return Duration.ofSeconds(number(Setting.TOKENS_USES_INTERVAL_SECONDS));
    }

    /** Which addresses are called with events. */
    Reach webhookReach() {
        return new Reach(
                Boolean.parseBoolean(value(Setting.WEBHOOKS_ALLOW_PLAIN_HTTP)),
                Stream.of(value(Setting.WEBHOOKS_ALLOWED_NETWORKS).split("[\\s,]+"))
                        .filter(word -> !word.isEmpty())
                        .map(Network::new)
                        .toList());
    }

    /** What the signing secrets of webhooks are sealed with. */
    SealingKey webhookKey() {
        return given(Setting.WEBHOOKS_KEY_FILE)
                .map(file -> SealingKey.inFile(Path.of(file)))
                .or(() -> dataDirectory().map(SealingKey::ofDirectory))
                .orElseGet(() -> database().isPresent() ? SealingKey.none() : SealingKey.ofThisProcess());
    }

    /** So many days before its end a token is announced, each once. */
    List<Integer> expiryWarningDays() {
        return Stream.of(value(Setting.WEBHOOKS_EXPIRY_WARNING_DAYS).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    SessionLimits sessionLimits() {
        return new SessionLimits(
                Duration.ofMinutes(number(Setting.SESSIONS_IDLE_MINUTES)),
                Duration.ofHours(number(Setting.SESSIONS_ABSOLUTE_HOURS)));
    }

    /** What the audit log's key adds to each entry. The file is read here. */
    AuditSeals auditSeals() {
        return given(Setting.AUDIT_KEY_FILE)
                .map(file -> AuditKey.of(AuditKeyFile.read(Path.of(file)), number(Setting.AUDIT_SEALED_FROM)))
                .orElseGet(AuditKey::none);
    }

    Duration auditKept() {
        return Duration.ofDays(number(Setting.AUDIT_KEEP_DAYS));
    }

    private void put(Setting setting, String value, String source) {
        values.put(setting, setting.checked(value, source));
    }

    private String value(Setting setting) {
        return values.getOrDefault(setting, setting.standard);
    }

    private Optional<String> given(Setting setting) {
        return Optional.of(value(setting)).filter(text -> !text.isEmpty());
    }

    private int number(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    private void readFile(Path file) {
        try {
            flatten("", new YAMLMapper().readTree(Files.readString(file)), file);
        } catch (JsonProcessingException e) {
            throw new SettingsError("The settings file " + file + " is not YAML: see its line "
                    + (e.getLocation() == null ? "1" : e.getLocation().getLineNr()) + ".");
        } catch (IOException e) {
            throw new SettingsError("The settings file " + file + " cannot be read. Give the path of a readable file.");
        }
    }

    private void flatten(String prefix, JsonNode node, Path file) {
        node.properties().forEach(field -> {
            String key = prefix + field.getKey();
            if (key.equals(PERMISSIONS)) {
                catalogue = readCatalogue(field.getValue());
            } else if (key.equals(PROVIDERS)) {
                providers = field.getValue().properties().stream()
                        .map(provider -> new OidcReader(provider.getKey(), provider.getValue()).read())
                        .toList();
            } else if (key.equals(GithubKeysReader.KEY)) {
                githubKeys = GithubKeysReader.read(field.getValue());
            } else if (key.equals(RULES)) {
                pathRules = readRules(field.getValue());
            } else if (field.getValue().isObject()) {
                flatten(key + ".", field.getValue(), file);
            } else {
                Setting setting = Setting.named(key)
                        .orElseThrow(() -> new SettingsError("There is no setting " + key + " (in " + file
                                + "). docs/settings.md lists all of them; check the spelling."));
                put(setting, field.getValue().asText(), "in " + file);
            }
        });
    }

    private static PermissionCatalogue readCatalogue(JsonNode table) {
        Map<String, String> entries = new LinkedHashMap<>();
        table.properties().forEach(entry -> {
            try {
                PermissionCatalogue.of(Map.of(entry.getKey(), entry.getValue().asText()));
            } catch (IllegalArgumentException | Refusal e) {
                throw new SettingsError("The setting permissions." + entry.getKey() + " has the value \""
                        + entry.getValue().asText()
                        + "\". A permission such as recipe:run takes everyone, session or role:<name>;"
                        + " token:create, token:manage and audit:view never take everyone.");
            }
            entries.put(entry.getKey(), entry.getValue().asText());
        });
        return PermissionCatalogue.of(entries);
    }

    private static PathRules readRules(JsonNode list) {
        List<PathRules.Rule> rules = new ArrayList<>();
        if (!list.isArray()) {
            throw new SettingsError("The setting " + RULES + " is a list, each line of it beginning with a dash.");
        }
        list.forEach(line -> {
            try {
                rules.add(PathRules.Rule.parse(line.asText()));
            } catch (IllegalArgumentException | Refusal e) {
                throw new SettingsError("The setting " + RULES + " has the line \"" + line.asText()
                        + "\". A line is a method, several with commas or ANY; a path such as /recipes/* or"
                        + " /recipes/**; and a permission or any-token.");
            }
        });
        return new PathRules(rules);
    }

    private void requireSense() {
        // The catalogue may stand below the rules in the file.
        pathRules.rules().stream().flatMap(rule -> rule.permission().stream()).forEach(permission -> {
            if (!catalogue.permissions().contains(permission)) {
                throw new SettingsError("The setting " + RULES + " asks for " + permission
                        + ", which the catalogue does not have, so nobody would pass. Check the spelling, or add it"
                        + " under permissions.");
            }
        });
        if (given(Setting.SIGN_IN_PROXY_HEADER).isPresent()
                && trustedProxies().networks().isEmpty()) {
            throw new SettingsError(
                    "The setting sign_in.proxy_header is set, and no proxy is trusted to set that header."
                            + " Name the proxy's address in server.trusted_proxies.");
        }
        if (!signInMethods().local()
                && providers.isEmpty()
                && signInMethods().proxyHeader().isEmpty()) {
            throw new SettingsError("The setting sign_in.local is false, and there is no other way to sign in. Add a"
                    + " provider under oidc.providers, or set sign_in.proxy_header.");
        }
        if (database().isPresent() && dataDirectory().isPresent()) {
            throw new SettingsError("The settings data.directory and database.url are both set. Give --data for H2 in a"
                    + " directory, or --db for PostgreSQL.");
        }
        if (given(Setting.AUDIT_KEY_FILE).isEmpty() && number(Setting.AUDIT_SEALED_FROM) > 1) {
            throw new SettingsError("The setting audit.sealed_from is " + value(Setting.AUDIT_SEALED_FROM)
                    + ", and there is no key to seal with. Name one in audit.key_file, or leave both out.");
        }
        if (number(Setting.TOKENS_DEFAULT_DAYS) > number(Setting.TOKENS_LONGEST_DAYS)) {
            throw new SettingsError("The setting tokens.default_days is " + value(Setting.TOKENS_DEFAULT_DAYS)
                    + ". It takes at most tokens.longest_days, which is " + value(Setting.TOKENS_LONGEST_DAYS) + ".");
        }
        if (number(Setting.SESSIONS_IDLE_MINUTES) > 60 * number(Setting.SESSIONS_ABSOLUTE_HOURS)) {
            throw new SettingsError("The setting sessions.idle_minutes is " + value(Setting.SESSIONS_IDLE_MINUTES)
                    + ". It takes at most the whole of sessions.absolute_hours.");
        }
        URI url = publicUrl(port());
        boolean isLocal = url.getHost().equals("localhost") || url.getHost().equals("127.0.0.1");
        if (url.getScheme().equals("http")
                && !isLocal
                && !Boolean.parseBoolean(value(Setting.SERVER_ALLOW_PLAIN_HTTP))) {
            throw new SettingsError("The setting server.public_url has the value \"" + url
                    + "\", which is not encrypted. Give an https address, or set server.allow_plain_http to true on a"
                    + " network where everyone may read everything.");
        }
    }
}
