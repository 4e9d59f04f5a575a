package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.Email;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Migrates data of each earlier schema, which was written by the version with that schema, and checks that its tokens
 * still verify the same way. {@code src/test/resources/earlier/README.md} says how the data was created.
 */
class EarlierSchemasTest {

    private static final Path EARLIER = Path.of("src/test/resources/earlier");

    private static final Permission RUN = new Permission("recipe:run");

    /** A time at which the tokens, which live for 360 days, have not expired. */
    private static final Instant SOON_AFTER = Instant.parse("2026-11-30T00:00:00Z");

    @TempDir
    Path directory;

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(EARLIER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".mv.db.gz"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> dumps() throws IOException {
        try (Stream<Path> files = Files.list(EARLIER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql.gz"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_data_directory_of_each_schema_is_brought_up_to_date(String file) throws Exception {
        Path data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.write(data.resolve("keyfob.mv.db"), unpacked(file));

        try (Database database = Database.inDirectory(data, text -> {})) {
            assertAnswersAsThen(database, secretsOf(file.replace(".mv.db.gz", ".h2.secrets")));
        }
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void a_postgresql_database_of_each_schema_is_brought_up_to_date(String dump) throws Exception {
        PostgresConnectionInfo address = PostgresServer.newDatabase();
        load(new String(unpacked(dump), StandardCharsets.UTF_8), address);

        try (Database database = PatientDatabase.onPostgres(address)) {
            assertAnswersAsThen(database, secretsOf(dump.replace(".sql.gz", ".pg.secrets")));
        }
    }

    private static void assertAnswersAsThen(Database database, Properties secrets) {
        UseCases verbs = AssembledUseCases.over(database, () -> SOON_AFTER);

        assertThat(verify(verbs, secrets.getProperty("GOOD")).isAllowed()).isTrue();
        assertThat(verify(verbs, secrets.getProperty("REVOKED")).unusable()).contains(Reason.REVOKED);
        Optional.ofNullable(secrets.getProperty("NARROWED"))
                .map(secret -> verify(verbs, secret))
                .ifPresent(narrowed -> {
                    assertThat(narrowed.unusable()).isEmpty();
                    assertThat(narrowed.isAllowed()).isFalse();
                });
        assertThat(database.users()
                        .findByEmail(new Email("admin@example.com"))
                        .orElseThrow()
                        .roles())
                .isNotEmpty();
        assertThat(verbs.backup
                        .checkData
                        .check(new Actor.Operator(), (stage, done, total) -> {})
                        .faults())
                .isEmpty();
    }

    private static Verification verify(UseCases verbs, String secret) {
        return verbs.tokens.verifyToken.verify("192.0.2.1", secret, List.of(RUN));
    }

    private static void load(String dump, PostgresConnectionInfo address) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(dump);
        }
    }

    private static Properties secretsOf(String file) throws IOException {
        Properties secrets = new Properties();
        try (InputStream bytes = Files.newInputStream(EARLIER.resolve(file))) {
            secrets.load(bytes);
        }
        return secrets;
    }

    private static byte[] unpacked(String file) throws IOException {
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(EARLIER.resolve(file)))) {
            return bytes.readAllBytes();
        }
    }
}
