package dev.keyfob.persistence.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PatientDatabase;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader of the database cannot sign with its contents. */
class SealingKeyTest {

    @TempDir
    Path directory;

    private final SigningSecret secret = SigningSecret.generate(new SecureRandom());
    private final SigningSecret earlier = SigningSecret.generate(new SecureRandom());

    @Test
    void a_directory_makes_its_key_once_for_its_owner_alone() throws IOException {
        try (Database database = Database.inDirectory(directory, text -> {})) {
            Path file = directory.resolve("keyfob.webhook.key");
            Webhooks endpoints = database.webhooks(SealingKey.ofDirectory(directory));
            assertThat(endpoints.all()).isEmpty();
            assertThat(file).doesNotExist();

            Webhook endpoint = add(endpoints, "https://hooks.example.com/here");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(database.webhooks(SealingKey.ofDirectory(directory)).secretsOf(endpoint.id()))
                    .hasValueSatisfying(kept -> assertThat(kept.current()).isEqualTo(secret));
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .allMatch(name -> name.startsWith("keyfob."))
                        .noneMatch(name -> name.endsWith(".new"));
            }
        }
        // The directory opens again, so the key counts as one of Keyfob's files.
        Database.inDirectory(directory, text -> {}).close();
    }

    @Test
    void the_files_of_the_database_do_not_hold_the_secret() throws IOException {
        try (Database database = Database.inDirectory(directory, text -> {})) {
            add(database.webhooks(SealingKey.ofDirectory(directory)), "https://hooks.example.com/here");
        }

        byte[] bytes = Files.readAllBytes(directory.resolve("keyfob.mv.db"));

        assertHidden(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Test
    void the_rows_of_postgresql_do_not_hold_the_secret() throws Exception {
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        try (Database database = PatientDatabase.onPostgres(address)) {
            add(database.webhooks(SealingKey.ofThisProcess()), "https://hooks.example.com/here");
            try (Connection connection = DriverManager.getConnection(
                            address.url(), address.user().orElseThrow(), "");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select cast(e as text) from webhook_endpoint e")) {
                rows.next();

                String row = rows.getString(1);

                assertHidden(row);
                assertThat(row).doesNotContain(HexFormat.of().formatHex(secret.key()));
            }
        }
    }

    @Test
    void another_key_does_not_open_it() {
        try (Database database = Database.inMemory()) {
            SealingKey key = SealingKey.ofThisProcess();
            Webhooks endpoints = database.webhooks(key);
            Webhook one = add(endpoints, "https://hooks.example.com/one");

            assertThatThrownBy(
                            () -> database.webhooks(SealingKey.ofThisProcess()).secretsOf(one.id()))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.WEBHOOK_KEY_MISSING));

            SigningSecrets moved = endpoints.secretsOf(one.id()).orElseThrow();
            assertThat(moved.inForceAt(Instant.EPOCH)).containsExactly(secret, earlier);
        }
    }

    @Test
    void a_sealed_secret_that_is_moved_to_another_row_does_not_open() throws Exception {
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        try (Database database = PatientDatabase.onPostgres(address)) {
            Webhooks endpoints = database.webhooks(SealingKey.ofThisProcess());
            Webhook one = add(endpoints, "https://hooks.example.com/one");
            Webhook other = add(endpoints, "https://hooks.example.com/other");
            try (Connection connection = DriverManager.getConnection(
                            address.url(), address.user().orElseThrow(), "");
                    Statement statement = connection.createStatement()) {
                statement.execute("update webhook_endpoint set sealed_secret = (select sealed_secret from"
                        + " webhook_endpoint where id = '" + one.id() + "') where id = '" + other.id() + "'");
            }

            assertThat(endpoints.secretsOf(one.id())).isPresent();
            assertThatThrownBy(() -> endpoints.secretsOf(other.id())).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----", "rw-----w-"})
    void a_key_that_others_can_get_at_is_refused(String permissions) throws IOException {
        Path file = keyFile(Base64.getEncoder().encodeToString(new byte[32]));
        SealingKey.inFile(file).seal();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> SealingKey.inFile(file).seal())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key!", "c2hvcnQ="})
    void what_is_no_key_is_refused_and_not_repeated(String content) throws IOException {
        Path file = keyFile(content);

        assertThatThrownBy(() -> SealingKey.inFile(file).seal())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("32 random bytes in base64")
                .message()
                .doesNotContain(content.isEmpty() ? "\0" : content);
    }

    @Test
    void without_a_key_the_sentence_says_how_to_make_one() {
        assertThatThrownBy(() -> SealingKey.none().seal())
                .hasMessageContaining("webhooks.key_file")
                .hasMessageContaining("/dev/urandom");
        assertThatThrownBy(() -> SealingKey.inFile(directory.resolve("nowhere")).seal())
                .hasMessageContaining("webhooks.key_file names does not exist");
    }

    private Path keyFile(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Webhook add(Webhooks endpoints, String url) {
        Webhook endpoint = Webhook.add(new WebhookUrl(url), Set.of(EventType.TOKEN_CREATED), Instant.EPOCH);
        endpoints.add(endpoint, SigningSecrets.of(earlier));
        endpoints.updateSecrets(endpoint.id(), SigningSecrets.of(earlier).rotate(secret, Instant.EPOCH));
        return endpoint;
    }

    private void assertHidden(String stored) {
        // The URL is in the same place, so the test would find a secret there.
        assertThat(stored).contains("https://hooks.example.com/here");
        for (SigningSecret each : Set.of(secret, earlier)) {
            assertThat(stored)
                    .doesNotContain("whsec_")
                    .doesNotContain(each.reveal().substring(6))
                    .doesNotContain(new String(each.key(), StandardCharsets.ISO_8859_1));
        }
    }
}
