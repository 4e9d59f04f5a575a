package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.mail.MailServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailServerReaderTest {

    @TempDir
    Path directory;

    @Test
    void without_a_mail_server_nobody_is_mailed() {
        assertThat(settings(Map.of()).mailServer()).isEmpty();
        assertThat(settings(Map.of()).mailSettings().isOn()).isFalse();
    }

    @Test
    void a_name_and_a_sender_are_enough() {
        Settings settings =
                settings(Map.of(Setting.MAIL_HOST, "smtp.example.com", Setting.MAIL_FROM, "keyfob@example.com"));

        assertThat(settings.mailServer()).hasValueSatisfying(server -> {
            assertThat(server.host()).isEqualTo("smtp.example.com");
            assertThat(server.port()).isEqualTo(587);
            assertThat(server.encryption()).isEqualTo(MailServer.Encryption.STARTTLS);
            assertThat(server.login()).isEmpty();
        });
        assertThat(settings.mailSettings().isOn()).isTrue();
        assertThat(settings.mailSettings().digestHour()).isEqualTo(6);
    }

    @Test
    void the_port_follows_the_encryption_unless_it_is_given() {
        assertThat(port("tls", "")).isEqualTo(465);
        assertThat(port("none", "")).isEqualTo(25);
        assertThat(port("tls", "2465")).isEqualTo(2465);
    }

    @Test
    void the_password_is_read_from_a_file_that_is_closed_to_others() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "the mail server's password\n");
        Map<Setting, String> login = Map.of(
                Setting.MAIL_HOST, "smtp.example.com",
                Setting.MAIL_FROM, "keyfob@example.com",
                Setting.MAIL_USERNAME, "keyfob",
                Setting.MAIL_PASSWORD_FILE, file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> settings(login).mailServer())
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("mail.password_file")
                .hasMessageContaining("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(settings(login).mailServer().orElseThrow().login())
                .contains(new MailServer.Login("keyfob", "the mail server's password"));
    }

    @Test
    void what_does_not_go_together_stops_the_start_and_says_what_is_missing() {
        assertStops(Map.of(Setting.MAIL_HOST, "smtp.example.com"), "Give one in mail.from");
        assertStops(Map.of(Setting.MAIL_FROM, "keyfob@example.com"), "Give one in mail.host");
        assertStops(
                Map.of(
                        Setting.MAIL_HOST, "smtp.example.com",
                        Setting.MAIL_FROM, "keyfob@example.com",
                        Setting.MAIL_USERNAME, "keyfob"),
                "Only one of the settings");
        for (String elsewhere : new String[] {"smtp.example.com", "192.0.2.25", "localhost.example.com"}) {
            assertStops(
                    Map.of(
                            Setting.MAIL_HOST, elsewhere,
                            Setting.MAIL_FROM, "keyfob@example.com",
                            Setting.MAIL_ENCRYPTION, "none"),
                    "which is another machine");
        }
    }

    @Test
    void a_sender_that_is_no_address_stops_the_start() {
        assertStops(
                Map.of(Setting.MAIL_HOST, "localhost", Setting.MAIL_FROM, "Keyfob <keyfob@example.com>"),
                "The setting mail.from has the value");
    }

    private int port(String encryption, String port) {
        return settings(Map.of(
                        Setting.MAIL_HOST,
                        "::1",
                        Setting.MAIL_FROM,
                        "keyfob@example.com",
                        Setting.MAIL_ENCRYPTION,
                        encryption,
                        Setting.MAIL_PORT,
                        port))
                .mailServer()
                .orElseThrow()
                .port();
    }

    private static void assertStops(Map<Setting, String> options, String why) {
        assertThatThrownBy(() -> settings(options))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(why);
    }

    private static Settings settings(Map<Setting, String> options) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(options);
        return Settings.load(all, Map.of(), Optional.empty());
    }
}
