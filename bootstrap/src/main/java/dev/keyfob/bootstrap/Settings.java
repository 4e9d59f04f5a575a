package dev.keyfob.bootstrap;

import dev.keyfob.application.mail.MailSettings;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.application.user.AccountSettings;
import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.permission.PermissionTemplate;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.PolicyItem;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.user.SessionLimits;
import dev.keyfob.domain.webhook.OutboundAddressRules;
import dev.keyfob.mail.MailServer;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.persistence.secrets.SealingKey;
import dev.keyfob.web.Discovery;
import dev.keyfob.web.HttpLimits;
import dev.keyfob.web.api.GithubScanningSettings;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.OidcSettings;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings in effect. Command-line options override the environment, which overrides the settings file, which
 * overrides the defaults. A blank value counts as not set.
 *
 * <p>The file is YAML. Its section {@code permissions} is the catalogue of permissions, in addition to those of Keyfob
 * itself; the rules for proxies are in {@code auth_check.rules}. An unknown or invalid setting stops the start.
 */
final class Settings {

    private static final String PERMISSIONS = CatalogueReader.KEY;
    private static final String PROVIDERS = "oidc.providers";
    private static final String RULES = PathRulesReader.KEY;

    /** Settings that only the settings file can contain, because they are more than a line of text. */
    static final Set<String> IN_FILE_ALONE =
            Set.of(PERMISSIONS, TemplatesReader.KEY, PROVIDERS, RULES, GithubKeysReader.KEY);

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private PermissionCatalogue catalogue;
    private Optional<List<PermissionTemplate>> templates = Optional.empty();
    private PathRules pathRules = PathRules.none();
    private List<OidcSettings> providers = List.of();
    private Map<String, PublicKey> githubKeys = Map.of();
    private Optional<ProxySelector> outboundProxy = Optional.empty();

    private Settings(PermissionCatalogue unlessDefined) {
        catalogue = unlessDefined;
    }

    static Settings load(Map<Setting, String> options, Map<String, String> environment, Optional<Path> file) {
        return load(options, environment, file, PermissionCatalogue.builtIn());
    }

    /** Loads the settings. {@code unlessDefined} is the catalogue if the file has none. */
    static Settings load(
            Map<Setting, String> options,
            Map<String, String> environment,
            Optional<Path> file,
            PermissionCatalogue unlessDefined) {
        Settings settings = new Settings(unlessDefined);
        file.map(Path::toString)
                .or(() -> Optional.ofNullable(environment.get(EnvironmentVariables.CONFIG)))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .ifPresent(named -> settings.take(SettingsFile.read(named), new HashSet<>()));
        settings.values.putAll(EnvironmentVariables.read(environment));
        settings.outboundProxy = OutboundProxy.of(environment).map(ProxySelector.class::cast);
        options.forEach((setting, value) -> setting.checked(value, "from the command line")
                .ifPresent(checked -> settings.values.put(setting, checked)));
        settings.requireSense();
        return settings;
    }

    /** Returns the host name or the normalised address. A link-local address keeps its interface. */
    String host() {
        String host = value(Setting.SERVER_HOST);
        return IpAddress.parseWithoutPort(host)
                .filter(address -> !host.contains("%"))
                .map(IpAddress::text)
                .orElse(host);
    }

    int port() {
        return number(Setting.SERVER_PORT);
    }

    /** Returns the URL for browsers. {@code port} is the port that the server really listens on. */
    URI publicUrl(int port) {
        return PublicUrl.parse(value(Setting.SERVER_PUBLIC_URL)).orElseGet(() -> PublicUrl.ofThisMachine(port));
    }

    HttpLimits httpLimits() {
        return new HttpLimits(
                1024 * number(Setting.SERVER_HEADER_KILOBYTES),
                1024 * number(Setting.AUTH_CHECK_HEADER_KILOBYTES),
                Duration.ofSeconds(number(Setting.SERVER_IDLE_SECONDS)));
    }

    /** Returns how long a stopping server still answers requests while it reports that it is not ready. */
    Duration drain() {
        return Duration.ofSeconds(number(Setting.SERVER_DRAIN_SECONDS));
    }

    TrustedProxies trustedProxies() {
        return TrustedProxies.parse(value(Setting.SERVER_TRUSTED_PROXIES));
    }

    PathRules pathRules() {
        return pathRules;
    }

    /** Returns where {@code /auth/check} looks for a token. */
    Set<Carrier> carriers() {
        return Carrier.parse(Setting.words(value(Setting.AUTH_CHECK_CARRIERS))).orElseThrow();
    }

    /** Returns what the server publishes about itself and the APIs behind it. */
    Discovery discovery() {
        return new Discovery(
                Boolean.parseBoolean(value(Setting.SERVER_RESOURCE_METADATA)),
                given(Setting.AUTH_CHECK_RESOURCE_METADATA),
                Setting.words(value(Setting.SERVER_SECURITY_CONTACT)));
    }

    /** Returns the origins whose pages may call Keyfob's APIs, as browsers write them in {@code Origin}. */
    Set<String> allowedOrigins() {
        return Setting.words(value(Setting.CORS_ALLOWED_ORIGINS)).stream()
                .map(origin -> PublicUrl.parse(origin).orElseThrow().toString())
                .collect(Collectors.toUnmodifiableSet());
    }

    SignInMethods signInMethods() {
        return new SignInMethods(
                Boolean.parseBoolean(value(Setting.SIGN_IN_LOCAL)), providers, given(Setting.SIGN_IN_PROXY_HEADER));
    }

    AccountSettings accountSettings() {
        return new AccountSettings(publicUrl(port()), signInMethods().local());
    }

    /** Returns the audience that introspection reports for every token. */
    Optional<String> audience() {
        return given(Setting.TOKENS_AUDIENCE);
    }

    /** Returns whether clients may query the GraphQL schema. */
    boolean introspection() {
        return Boolean.parseBoolean(value(Setting.GRAPHQL_INTROSPECTION));
    }

    Optional<Path> dataDirectory() {
        return given(Setting.DATA_DIRECTORY).map(Path::of);
    }

    Optional<PostgresConnectionInfo> database() {
        return given(Setting.DATABASE_URL)
                .map(url -> new PostgresConnectionInfo(
                        url,
                        given(Setting.DATABASE_USER),
                        given(Setting.DATABASE_PASSWORD_FILE).map(Path::of)));
    }

    GithubScanningSettings githubScanning() {
        return new GithubScanningSettings(
                githubKeys,
                given(Setting.LEAKS_GITHUB_KEYS_URL).map(URI::create),
                Boolean.parseBoolean(value(Setting.LEAKS_GITHUB_REVOKE)));
    }

    /** Throws if the settings name no data. */
    void requirePlace() {
        if (dataDirectory().isEmpty() && database().isEmpty()) {
            throw new SettingsError("No data directory. Give --data DIR, or --db URL for PostgreSQL.");
        }
    }

    /** Returns the location of the data, for messages. */
    String place() {
        return database()
                .map(PostgresConnectionInfo::shown)
                .or(() -> dataDirectory()
                        .map(path -> path.toAbsolutePath().normalize().toString()))
                .orElse("memory");
    }

    TokenSettings tokenSettings() {
        return new TokenSettings(
                new TokenFormat(value(Setting.TOKENS_PREFIX)),
                templates.map(catalogue::with).orElse(catalogue),
                policy(),
                Boolean.parseBoolean(value(Setting.TOKENS_FRESH_SIGN_IN)));
    }

    private TokenPolicy policy() {
        Map<PolicyItem, String> texts = new EnumMap<>(PolicyItem.class);
        for (PolicyItem item : PolicyItem.values()) {
            texts.put(item, value(Setting.of(item)));
        }
        return PolicyChanges.parse(texts).applyTo(TokenPolicy.standard());
    }

    /** Returns the separate address of the metrics. Empty if they are not served. */
    Optional<ListenAddress> metricsListen() {
        return given(Setting.METRICS_LISTEN).flatMap(ListenAddress::parse);
    }

    /** Returns the log format of a server. */
    String logFormat() {
        return value(Setting.LOG_FORMAT);
    }

    /** Returns whether each request is written to the access log. */
    boolean accessLog() {
        return Boolean.parseBoolean(value(Setting.LOG_ACCESS));
    }

    Duration usesInterval() {
        return Duration.ofSeconds(number(Setting.TOKENS_USES_INTERVAL_SECONDS));
    }

    /** Returns the selector of the proxy for outbound requests. Empty if the environment names no proxy. */
    Optional<ProxySelector> outboundProxy() {
        return outboundProxy;
    }

    /** Returns which addresses webhooks may have. */
    OutboundAddressRules webhookReach() {
        return new OutboundAddressRules(
                Boolean.parseBoolean(value(Setting.WEBHOOKS_ALLOW_PLAIN_HTTP)),
                Stream.of(value(Setting.WEBHOOKS_ALLOWED_NETWORKS).split("[\\s,]+"))
                        .filter(word -> !word.isEmpty())
                        .map(Network::new)
                        .toList());
    }

    /** Returns the key that encrypts the signing secrets of webhooks. */
    SealingKey webhookKey() {
        return given(Setting.WEBHOOKS_KEY_FILE)
                .map(file -> SealingKey.inFile(Path.of(file)))
                .or(() -> dataDirectory().map(SealingKey::ofDirectory))
                .orElseGet(() -> database().isPresent() ? SealingKey.none() : SealingKey.ofThisProcess());
    }

    /** Returns how many days before its end the expiry of a token is announced, once for each number. */
    List<Integer> expiryWarningDays() {
        return Stream.of(value(Setting.WEBHOOKS_EXPIRY_WARNING_DAYS).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    /** Returns the mail server. Empty if no mail is sent. Reads the file with the password. */
    Optional<MailServer> mailServer() {
        return new MailServerReader(this).server(publicUrl(port()));
    }

    MailSettings mailSettings() {
        return new MailSettings(given(Setting.MAIL_HOST).isPresent(), number(Setting.MAIL_DIGEST_HOUR));
    }

    SessionLimits sessionLimits() {
        return new SessionLimits(
                Duration.ofMinutes(number(Setting.SESSIONS_IDLE_MINUTES)),
                Duration.ofHours(number(Setting.SESSIONS_ABSOLUTE_HOURS)));
    }

    /** Returns the MAC of audit entries. Reads the file with the key. */
    AuditMac auditMac() {
        return given(Setting.AUDIT_KEY_FILE)
                .map(file -> HmacAuditMac.of(AuditKeyFile.read(file), number(Setting.AUDIT_SEALED_FROM)))
                .orElseGet(HmacAuditMac::none);
    }

    Duration auditKept() {
        return Duration.ofDays(number(Setting.AUDIT_KEEP_DAYS));
    }

    /** Returns how many wrong secrets within a minute are allowed before further ones are slowed down. */
    WrongSecretLimits wrongSecretLimits() {
        return new WrongSecretLimits(
                number(Setting.VERIFICATION_WRONG_TOKENS_PER_ADDRESS),
                number(Setting.VERIFICATION_WRONG_TOKENS_PER_CLIENT),
                number(Setting.VERIFICATION_WRONG_CLIENT_SECRETS_PER_ADDRESS));
    }

    String value(Setting setting) {
        return values.getOrDefault(setting, setting.standard);
    }

    private Optional<String> given(Setting setting) {
        return Optional.of(value(setting)).filter(text -> !text.isEmpty());
    }

    private int number(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    // A name may contain dots: server.port means port in the section server.
    private void take(SettingsNode section, Set<String> taken) {
        for (SettingsNode field : section.fields("names, each on a line below it, followed by a colon and a space")) {
            String name = field.name();
            Optional<Setting> setting = Setting.named(name);
            boolean isWhole = setting.isPresent() || IN_FILE_ALONE.contains(name);
            if (isWhole && !taken.add(name)) {
                throw field.twice();
            }
            if (setting.isPresent()) {
                setting.get().in(field).ifPresent(value -> values.put(setting.get(), value));
            } else if (isWhole) {
                takeTable(field);
            } else if (isSection(name)) {
                take(field, taken);
            } else {
                RenamedSetting.refuseKey(name, field.place());
                throw new SettingsError("There is no setting " + name + " (" + field.place()
                        + "). docs/settings.md lists all of them; check the spelling.");
            }
        }
    }

    private void takeTable(SettingsNode table) {
        if (table.isBlank()) {
            return;
        }
        switch (table.name()) {
            case PERMISSIONS -> catalogue = CatalogueReader.read(table);
            case TemplatesReader.KEY -> templates = Optional.of(TemplatesReader.read(table));
            case PROVIDERS -> providers = OidcReader.readAll(table);
            case RULES -> pathRules = PathRulesReader.read(table);
            case GithubKeysReader.KEY -> githubKeys = GithubKeysReader.read(table);
            default -> throw new IllegalArgumentException("no table");
        }
    }

    private static boolean isSection(String name) {
        return Stream.concat(Stream.of(Setting.values()).map(setting -> setting.key), IN_FILE_ALONE.stream())
                .anyMatch(known -> known.startsWith(name + "."));
    }

    private void requireSense() {
        // Checked after loading, because the catalogue may follow the rules in the file.
        pathRules.rules().stream()
                .flatMap(rule -> rule.need().permission().stream())
                .forEach(permission -> {
                    if (!catalogue.permissions().contains(permission)) {
                        throw new SettingsError("The setting " + RULES + " asks for " + permission
                                + ", which the catalogue does not have, so nobody would pass. Check the spelling, or"
                                + " add it under permissions.");
                    }
                });
        SortedSet<Permission> ceiling = new PermissionCeiling(catalogue).permissions();
        templates.stream()
                .flatMap(List::stream)
                .forEach(template -> template.permissions().stream()
                        .filter(permission -> !ceiling.contains(permission))
                        .findFirst()
                        .ifPresent(above -> {
                            throw new SettingsError("The setting " + TemplatesReader.KEY + " has " + above + " in \""
                                    + template.name()
                                    + "\", which no token can have. Take it out, or give it to everyone under"
                                    + " permissions.");
                        }));
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
        String standardLife = PolicyItem.DEFAULT_LIFE.of(policy());
        if (!standardLife.equals(value(Setting.POLICY_DEFAULT_LIFE))) {
            throw new SettingsError("The setting policy.default_life is " + value(Setting.POLICY_DEFAULT_LIFE)
                    + ". It takes at most policy.longest_life, which is " + value(Setting.POLICY_LONGEST_LIFE) + ".");
        }
        if (number(Setting.SESSIONS_IDLE_MINUTES) > 60 * number(Setting.SESSIONS_ABSOLUTE_HOURS)) {
            throw new SettingsError("The setting sessions.idle_minutes is " + value(Setting.SESSIONS_IDLE_MINUTES)
                    + ". It takes at most the whole of sessions.absolute_hours.");
        }
        new MailServerReader(this).requireSense();
        URI url = publicUrl(port());
        if (!LocalMachine.isReachedInPrivate(url) && !Boolean.parseBoolean(value(Setting.SERVER_ALLOW_PLAIN_HTTP))) {
            throw new SettingsError("The setting server.public_url has the value \"" + url
                    + "\", which is not encrypted. Give an https address, or set server.allow_plain_http to true on a"
                    + " network where everyone may read everything.");
        }
    }
}
