package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.web.api.GithubScanningSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading keys, in the settings file or in separate files. */
class KeySettingsTest extends LoadedSettings {

    @Test
    void keys_of_githubs_secret_scanning_stand_in_the_file_or_in_files_of_their_own() throws Exception {
        Path pem = Files.writeString(directory.resolve("github.pem"), publicKey("secp256r1"));
        Path file = yaml("leaks:\n  github:\n    revoke: false\n    keys:\n      one: " + pem
                + "\n      two: |\n        " + publicKey("secp256r1").strip().replace("\n", "\n        ") + "\n");

        GithubScanningSettings scanning = load(Map.of(), Map.of(), file).githubScanning();

        assertThat(scanning.isOn()).isTrue();
        assertThat(scanning.revokes()).isFalse();
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

    @Test
    void the_key_of_the_audit_log_is_in_a_file_that_nobody_else_reads() throws IOException {
        Path key = Files.writeString(directory.resolve("audit.key"), "k".repeat(32) + "\n");
        Settings settings = load(Map.of(Setting.AUDIT_KEY_FILE, key.toString()), Map.of(), null);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(settings::auditMac).hasMessageContaining("chmod 600 " + key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(settings.auditMac().of(new ChainPosition(1, "00"))).isPresent();
        Files.writeString(key, "short\n");
        assertThatThrownBy(settings::auditMac)
                .hasMessageContaining("has 5 bytes")
                .message()
                .doesNotContain("short");
        Files.delete(key);
        assertThatThrownBy(settings::auditMac).hasMessageContaining("audit.key_file names does not exist");
        assertThat(load(Map.of(), Map.of(), null).auditMac().of(new ChainPosition(1, "00")))
                .isEmpty();
        assertThat(load(Map.of(), Map.of(), null).auditKept()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void sealing_from_some_record_on_needs_a_key() {
        assertThatThrownBy(() -> load(Map.of(Setting.AUDIT_SEALED_FROM, "7"), Map.of(), null))
                .hasMessageContaining("audit.key_file");
    }

    private static String publicKey(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    }
}
