package dev.keyfob.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests that load settings from options, the environment and a file. */
abstract class LoadedSettings {

    @TempDir
    Path directory;

    Path secretFile(String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("secret-" + permissions), "hush\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    static final String PROVIDER = """
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

    static Settings load(Map<Setting, String> options, Map<String, String> environment, Path file) {
        return Settings.load(options, environment, Optional.ofNullable(file));
    }

    Path yaml(String text) throws IOException {
        return Files.writeString(directory.resolve("keyfob.yaml"), text);
    }
}
