package dev.keyfob.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Role;
import dev.keyfob.web.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one identity provider of the settings file; whatever is wrong with it stops the start. */
final class OidcReader {

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

    private final String key;
    private final JsonNode node;

    OidcReader(String key, JsonNode node) {
        this.key = key;
        this.node = node;
    }

    OidcSettings read() {
        if (!key.matches("[a-z][a-z0-9-]{0,31}")) {
            throw wrong("", "A provider is named by lower-case letters, digits and hyphens, such as company");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name)) {
                throw wrong("." + name, "There is no such setting; docs/sign-in.md lists all of them");
            }
        });
        return new OidcSettings(
                key,
                text("label").orElse(key),
                issuer(),
                required("client_id"),
                secret(Path.of(required("client_secret_file"))),
                List.of(text("scopes").orElse("openid email profile").split(" ")),
                text("email_claim").orElse("email"),
                text("name_claim").orElse("name"),
                !text("require_email_verified").orElse("true").equals("false"),
                text("roles_claim"),
                roles());
    }

    private URI issuer() {
        String text = required("issuer");
        boolean isLocal = text.matches("http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?(/.*)?");
        if (!isLocal && !text.matches("https://[^\\s?#]+")) {
            throw wrong(".issuer", "It takes an https address, exactly as the provider writes it");
        }
        return URI.create(text);
    }

    private Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        node.path("roles").properties().forEach(entry -> {
            try {
                roles.put(entry.getKey(), Role.parse(entry.getValue().asText()));
            } catch (Refusal refusal) {
                throw wrong(".roles", "It translates what the provider says into roles, such as keyfob-admin: admin");
            }
        });
        if (!roles.isEmpty() && text("roles_claim").isEmpty()) {
            throw wrong(".roles_claim", "Roles are translated: say in which claim the provider names them");
        }
        return roles;
    }

    private String secret(Path file) {
        try {
            String others = PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .substring(3);
            if (!others.equals("------")) {
                throw wrong(".client_secret_file", "Others can read " + file + ". Close it: chmod 600");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw wrong(".client_secret_file", "The file " + file + " cannot be read");
        }
    }

    private String required(String name) {
        return text(name).orElseThrow(() -> wrong("." + name, "It is missing"));
    }

    private Optional<String> text(String name) {
        return Optional.of(node.path(name).asText("")).filter(text -> !text.isBlank());
    }

    private SettingsError wrong(String name, String sentence) {
        return new SettingsError("The setting oidc.providers." + key + name + " cannot be used. " + sentence + ".");
    }
}
