package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading where the server listens, and where its data are. */
class PlaceSettingsTest extends LoadedSettings {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/keyfob?user=keyfob&password=secret",
                "jdbc:postgresql://keyfob:secret@db/keyfob",
                "jdbc:postgresql:keyfob",
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x'",
                "jdbc:postgresql://db/keyfob?socketFactory=org.example.Loaded&socketFactoryArg=secret",
                "jdbc:postgresql://db/keyfob?socketTimeout=0",
                "jdbc:postgresql://db/keyfob?options=-c%20synchronous_commit=off",
                "jdbc:postgresql://db/keyfob?sslMode=verify-full",
                "jdbc:postgresql://db/keyfob?sslmode=verify-full&sslmode=disable",
                "jdbc:postgresql://db/keyfob?pass%77ord=secret",
                "jdbc:postgresql://db/keyfob?sslmode=require&",
                "jdbc:postgresql://db/keyfob?",
                "postgres://db/keyfob"
            })
    void an_address_with_a_password_or_of_another_database_is_refused(String url) {
        assertThatThrownBy(() -> load(Map.of(Setting.DATABASE_URL, url), Map.of(), null))
                .hasMessageContaining("database.url")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void the_documented_parameters_of_the_driver_may_follow_the_address() throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "postgresql.md"));

        for (String parameter : PostgresConnectionInfo.PARAMETERS) {
            String url = "jdbc:postgresql://db,other:5433/keyfob?" + parameter + "=x";
            assertThat(load(Map.of(Setting.DATABASE_URL, url), Map.of(), null)
                            .database()
                            .orElseThrow()
                            .url())
                    .isEqualTo(url);
            assertThat(documented).contains("`" + parameter + "`");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server.public_url, https://keyfob.example.com:65536",
        "server.public_url, https://..",
        "server.public_url, https://a..b",
        "leaks.github.keys_url, https://api.github.com:99999/x",
        "leaks.github.keys_url, https://api.github.com/|",
        "leaks.github.keys_url, https:///x"
    })
    void what_only_looks_like_an_address_stops_the_start(String key, String address) {
        Setting setting = Setting.named(key).orElseThrow();

        assertThatThrownBy(() -> load(Map.of(setting, address), Map.of(), null))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(key)
                .hasMessageContaining(address);
    }

    @Test
    void data_is_in_one_place() {
        Map<Setting, String> both =
                Map.of(Setting.DATABASE_URL, "jdbc:postgresql://db/keyfob", Setting.DATA_DIRECTORY, "data");

        assertThatThrownBy(() -> load(both, Map.of(), null)).hasMessageContaining("--db for PostgreSQL");
    }

    @Test
    void plain_http_is_for_this_machine_alone_in_every_setting() throws IOException {
        for (String local :
                List.of("http://localhost:1234", "http://127.0.0.2:1234", "http://[0:0:0:0:0:0:0:1]:1234")) {
            assertThat(load(Map.of(Setting.SERVER_PUBLIC_URL, local), Map.of(), null)
                            .publicUrl(80)
                            .getPort())
                    .isEqualTo(1234);
            assertThat(load(Map.of(Setting.LEAKS_GITHUB_KEYS_URL, local + "/x"), Map.of(), null)
                            .githubScanning()
                            .isOn())
                    .isTrue();
            assertThat(load(Map.of(), Map.of(), yaml(PROVIDER.formatted(local, secretFile("rw-------"))))
                            .signInMethods()
                            .providers())
                    .hasSize(1);
        }
        for (String open : List.of("http://localhost.example.com", "http://[::2]:1234", "http://192.0.2.1")) {
            assertThatThrownBy(() -> load(Map.of(Setting.SERVER_PUBLIC_URL, open), Map.of(), null))
                    .isInstanceOf(SettingsError.class);
            assertThatThrownBy(() -> load(Map.of(Setting.LEAKS_GITHUB_KEYS_URL, open + "/x"), Map.of(), null))
                    .isInstanceOf(SettingsError.class);
            Path file = yaml(PROVIDER.formatted(open, secretFile("rw-------")));
            assertThatThrownBy(() -> load(Map.of(), Map.of(), file)).isInstanceOf(SettingsError.class);
        }
    }

    // Passwords and cookies are sent unencrypted over a network only if the operator allows it.
    @Test
    void a_public_url_without_encryption_is_refused_unless_allowed() {
        Map<Setting, String> plain = Map.of(Setting.SERVER_PUBLIC_URL, "http://keyfob.example.com");

        assertThatThrownBy(() -> load(plain, Map.of(), null)).hasMessageContaining("server.allow_plain_http");
        assertThat(load(plain, Map.of("KEYFOB_SERVER_ALLOW_PLAIN_HTTP", "true"), null)
                        .publicUrl(80))
                .hasToString("http://keyfob.example.com");
    }
}
