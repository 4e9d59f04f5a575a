package dev.keyfob.bootstrap;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.user.Role;
import dev.keyfob.persistence.connection.SecretFile;
import dev.keyfob.persistence.connection.UnusableFile;
import dev.keyfob.web.signin.OidcSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one identity provider from the settings file. Any error stops the start, and a blank value counts as not set.
 */
final class OidcReader {

    private static final int LONGEST_LABEL = 64;

    private static final Set<String> NAMES = Set.of(
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

    private static final String TRUE_OR_FALSE = "true or false";
    private static final String ROLES =
            "a value from the provider on the left and one role on the right, such as keyfob-admin: admin";

    private final String key;
    private final SettingsNode node;
    private final Map<String, SettingsNode> fields = new HashMap<>();

    private OidcReader(String key, SettingsNode node) {
        this.key = key;
        this.node = node;
    }

    /** Returns all providers in the order of the file. */
    static List<OidcSettings> readAll(SettingsNode table) {
        return table
                .fields("providers, each a name such as company with its settings below it; docs/sign-in.md has an"
                        + " example")
                .stream()
                .filter(provider -> !provider.isBlank())
                .map(provider -> new OidcReader(provider.key(table), provider).read())
                .toList();
    }

    private OidcSettings read() {
        if (!key.matches("[a-z][a-z0-9-]{0,31}")) {
            throw wrong(node, "A provider is named by lower-case letters, digits and hyphens, such as company");
        }
        for (SettingsNode field : node.fields("the provider's settings below it; docs/sign-in.md lists all of them")) {
            if (!NAMES.contains(field.key(node))) {
                throw wrong(field, "There is no such setting; docs/sign-in.md lists all of them");
            }
            fields.put(field.key(node), field);
        }
        return new OidcSettings(
                key,
                label(),
                issuer(),
                required("client_id"),
                secret(required("client_secret_file")),
                List.of(scopes().orElse("openid email profile").split(" ")),
                emailClaim(),
                text("name_claim").orElse("name"),
                requiresVerifiedEmail(),
                text("roles_claim"),
                roles());
    }

    // The label is stored with each session that began at the provider.
    private String label() {
        String label = text("label").orElse(key);
        if (label.length() > LONGEST_LABEL) {
            throw wrong(given("label"), "It takes at most " + LONGEST_LABEL + " characters");
        }
        return label;
    }

    private Optional<String> scopes() {
        return field("scopes")
                .flatMap(scopes -> scopes.words("scopes, separated by spaces, such as openid email"))
                .filter(words -> !words.isEmpty());
    }

    private String emailClaim() {
        String claim = text("email_claim").orElse(OidcSettings.VERIFIABLE_EMAIL_CLAIM);
        if (requiresVerifiedEmail() && !claim.equals(OidcSettings.VERIFIABLE_EMAIL_CLAIM)) {
            throw wrong(
                    given("email_claim"),
                    "The provider's email_verified covers only the claim email. Use that claim, or set"
                            + " require_email_verified: false where the provider checks the addresses in the claim "
                            + claim);
        }
        return claim;
    }

    private boolean requiresVerifiedEmail() {
        return field("require_email_verified")
                .flatMap(field -> field.truth(TRUE_OR_FALSE).map(word -> switch (word) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw field.wrong("has the value \"" + word + "\"", TRUE_OR_FALSE);
                }))
                .orElse(true);
    }

    private URI issuer() {
        String text = required("issuer");
        try {
            URI issuer = new URI(text);
            if (text.matches("https?://[^\\s?#]{1,240}") && LocalMachine.isReachedInPrivate(issuer)) {
                return issuer;
            }
        } catch (URISyntaxException noAddress) {
            // Refused below, like any other invalid address.
        }
        throw wrong(
                given("issuer"),
                "It takes an https address of at most 240 characters, exactly as the provider writes it");
    }

    private Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        field("roles")
                .ifPresent(table -> table.fields(ROLES)
                        .forEach(entry ->
                                entry.text(ROLES).ifPresent(role -> roles.put(entry.key(table), role(entry, role)))));
        if (!roles.isEmpty() && text("roles_claim").isEmpty()) {
            throw wrong(
                    given("roles"), "Roles are translated: say in roles_claim which claim of the provider names them");
        }
        return roles;
    }

    /** Returns a field that exists. */
    private SettingsNode given(String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private Role role(SettingsNode entry, String name) {
        try {
            return Role.parse(name);
        } catch (Refusal refusal) {
            throw entry.wrong("has the value \"" + name + "\"", "a role: " + refusal.explanation());
        }
    }

    private String secret(String file) {
        SettingsNode field = given("client_secret_file");
        try {
            return SecretFile.readLine(file, field.name());
        } catch (UnusableFile e) {
            throw new SettingsError(e.getMessage() + " It is set " + field.place() + ".");
        }
    }

    private String required(String name) {
        return text(name)
                .orElseThrow(() -> new SettingsError("The setting " + node.name() + "." + name + " is missing ("
                        + node.place() + "). Every provider needs it; docs/sign-in.md has an example."));
    }

    private Optional<String> text(String name) {
        return field(name).flatMap(field -> field.text("a single text; docs/sign-in.md has an example"));
    }

    private Optional<SettingsNode> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static SettingsError wrong(SettingsNode node, String sentence) {
        return new SettingsError(
                "The setting " + node.name() + " cannot be used (" + node.place() + "). " + sentence + ".");
    }
}
