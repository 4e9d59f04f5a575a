package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.user.Role;
import dev.keyfob.web.signin.OidcSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading identity providers, and the other ways to sign in. */
class ProviderSettingsTest extends LoadedSettings {

    @Test
    void identity_providers_stand_in_the_file_and_their_secrets_beside_it() throws IOException {
        Path secret = secretFile("rw-------");
        Path file = yaml(PROVIDER.formatted("https://id.example.com/realms/company", secret));

        OidcSettings provider =
                load(Map.of(), Map.of(), file).signInMethods().providers().get(0);

        assertThat(provider.key()).isEqualTo("company");
        assertThat(provider.issuer()).hasToString("https://id.example.com/realms/company");
        assertThat(provider.clientSecret()).isEqualTo("hush");
        assertThat(provider.roles()).containsEntry("keyfob-admin", Role.ADMIN);
        assertThat(provider.toString()).doesNotContain("hush");
    }

    @Test
    void a_provider_that_cannot_be_right_stops_the_start() throws IOException {
        Path plain = yaml(PROVIDER.formatted("http://id.example.com", secretFile("rw-------")));
        assertThatThrownBy(() -> load(Map.of(), Map.of(), plain)).hasMessageContaining("oidc.providers.company.issuer");
        Path open = yaml(PROVIDER.formatted("https://id.example.com", secretFile("rw-r--r--")));
        assertThatThrownBy(() -> load(Map.of(), Map.of(), open)).hasMessageContaining("chmod 600");
        Path talkative = yaml(PROVIDER.formatted("https://id.example.com", secretFile("rw-------"))
                .replaceAll("label: .*", "label: " + "x".repeat(65)));
        assertThatThrownBy(() -> load(Map.of(), Map.of(), talkative)).hasMessageContaining("at most 64 characters");
        Path unknown = yaml("oidc:\n  providers:\n    company:\n      colour: red\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), unknown))
                .hasMessageContaining("oidc.providers.company.colour");
        Path missing = yaml("oidc:\n  providers:\n    company:\n      issuer: https://id.example.com\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), missing))
                .hasMessageContaining("client_id")
                .hasMessageContaining("missing");
    }

    // A second line or a NUL would be sent as part of the secret, and the provider would only answer that it is
    // wrong.
    @Test
    void the_secret_of_a_provider_is_one_line() throws IOException {
        Path secret = secretFile("rw-------");
        Path file = yaml(PROVIDER.formatted("https://id.example.com", secret));

        Files.writeString(secret, "\ufeffhush\r\n");
        assertThat(load(Map.of(), Map.of(), file)
                        .signInMethods()
                        .providers()
                        .get(0)
                        .clientSecret())
                .isEqualTo("hush");
        for (String wrong : List.of("hush\n\n", "hush\0", "\n", "")) {
            Files.writeString(secret, wrong);
            assertThatThrownBy(() -> load(Map.of(), Map.of(), file)).hasMessageContaining("one line");
        }
        Files.write(secret, new byte[] {'h', (byte) 0xe9});
        assertThatThrownBy(() -> load(Map.of(), Map.of(), file)).hasMessageContaining("UTF-8");
    }

    @Test
    void there_is_always_a_way_to_sign_in_and_only_trusted_proxies_name_people() {
        assertThatThrownBy(() -> load(Map.of(Setting.SIGN_IN_LOCAL, "false"), Map.of(), null))
                .hasMessageContaining("no other way to sign in");
        assertThatThrownBy(() -> load(Map.of(Setting.SIGN_IN_PROXY_HEADER, "X-Forwarded-Email"), Map.of(), null))
                .hasMessageContaining("server.trusted_proxies");
        assertThat(load(
                                Map.of(
                                        Setting.SIGN_IN_LOCAL, "false",
                                        Setting.SIGN_IN_PROXY_HEADER, "X-Forwarded-Email",
                                        Setting.SERVER_TRUSTED_PROXIES, "127.0.0.1"),
                                Map.of(),
                                null)
                        .signInMethods()
                        .local())
                .isFalse();
    }
}
