package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keyfob.persistence.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** If a setting contains the secret instead of the path of its file, the error says so without the secret. */
class SecretsInPlaceOfFilesTest {

    private static final String SECRET = "hunter2/hunter2+hunter2";

    @TempDir
    Path directory;

    static Stream<Setting> settingsOfFiles() {
        return Stream.of(Setting.values()).filter(setting -> setting.key.endsWith("_file"));
    }

    @ParameterizedTest
    @MethodSource("settingsOfFiles")
    void no_setting_repeats_it(Setting setting) {
        Throwable unreadable =
                catchThrowable(() -> Settings.load(Map.of(setting, SECRET + "\u0007"), Map.of(), Optional.empty()));
        Throwable noFile = catchThrowable(() -> useOf(setting));

        assertThat(unreadable).hasMessageContaining(setting.key).hasMessageNotContaining(SECRET);
        assertThat(noFile)
                .hasMessageContaining(setting.key)
                .hasMessageContaining("never the secret itself")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void no_provider_repeats_it() throws Exception {
        Path file = Files.writeString(directory.resolve("keyfob.yaml"), """
                oidc:
                  providers:
                    company:
                      issuer: https://sso.example.com
                      client_id: keyfob
                      client_secret_file: %s
                """.formatted(SECRET));

        assertThat(catchThrowable(() -> Settings.load(Map.of(), Map.of(), Optional.of(file))))
                .hasMessageContaining("oidc.providers.company.client_secret_file")
                .hasMessageContaining("line 6")
                .hasMessageNotContaining(SECRET);
    }

    // Add a new setting of this kind here, otherwise the switch fails.
    private static void useOf(Setting setting) {
        Map<Setting, String> given =
                new HashMap<>(Map.of(Setting.DATABASE_URL, "jdbc:postgresql://127.0.0.1:1/keyfob", setting, SECRET));
        if (setting == Setting.MAIL_PASSWORD_FILE) {
            given.putAll(Map.of(
                    Setting.MAIL_HOST, "smtp.example.com",
                    Setting.MAIL_FROM, "keyfob@example.com",
                    Setting.MAIL_USERNAME, "keyfob"));
        }
        Settings settings = Settings.load(given, Map.of(), Optional.empty());
        switch (setting) {
            case AUDIT_KEY_FILE -> settings.auditMac();
            case WEBHOOKS_KEY_FILE -> settings.webhookKey().seal();
            case DATABASE_PASSWORD_FILE ->
                Database.onPostgres(settings.database().orElseThrow()).close();
            case MAIL_PASSWORD_FILE -> settings.mailServer();
            default -> throw new IllegalArgumentException("say here how " + setting + " is used");
        }
    }
}
