package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static dev.keyfob.persistence.backup.MovedData.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.SampleEntries;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email ALICE = new Email("alice@example.com");

    @TempDir
    Path directory;

    @Test
    void what_was_kept_is_there_when_the_directory_is_opened_again() {
        User alice = User.joining(ALICE, Set.of(), NOW);
        try (Database database = open()) {
            database.users().add(alice);
        }

        try (Database database = open()) {
            assertThat(database.users().findByEmail(ALICE)).contains(alice);
            assertThat(database.condition()).isEqualTo(Database.Condition.READY);
        }
    }

    // Only the owner can read the data.
    @Test
    void directory_and_files_are_closed_to_other_users() throws Exception {
        Path data = directory.resolve("data");

        try (Database database = Database.inDirectory(data, text -> {})) {
            assertModes(data);
            assertThat(database.condition()).isEqualTo(Database.Condition.READY);
        }

        assertModes(data);
    }

    @Test
    void an_open_directory_that_holds_other_files_is_refused_and_left_as_it_is() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(data.resolve("letters.txt"), "mine");

        assertThatThrownBy(() -> Database.inDirectory(data, text -> {}))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("chmod 700");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-xr-x");
    }

    // A token that cannot be read could not be listed or revoked either.
    @Test
    void tokens_whose_networks_were_kept_as_they_were_typed_are_read() throws Exception {
        User alice = User.joining(ALICE, Set.of(), NOW);
        try (Database database = open()) {
            database.users().add(alice);
            createToken(database)
                    .create(
                            OPERATOR,
                            new NewToken(ALICE, TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none()));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("keyfob"))) {
            execute(connection, "update access_token set networks = '10.01.0.0/16 ::ffff:10.2.0.0/16'");
        }

        try (Database database = open()) {
            AccessToken token = database.accessTokens()
                    .findUnrevoked(alice.id(), TokenName.parse("CI"))
                    .orElseThrow();
            database.accessTokens().update(token.revoke(NOW, "operator"));

            assertThat(token.networks()).hasToString("10.1.0.0/16 10.2.0.0/16");
        }
    }

    // Only the digest of a secret is stored.
    @Test
    void no_secret_is_in_any_file() throws Exception {
        List<String> secrets = new ArrayList<>();
        try (Database database = open()) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            CreateToken create = createToken(database);
            for (int i = 0; i < 50; i++) {
                secrets.add(create.create(
                                OPERATOR,
                                new NewToken(
                                        ALICE, TokenName.parse("Token " + i), new Expiry.Standard(), Narrowing.none()))
                        .secret()
                        .reveal());
            }
        }

        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
                secrets.forEach(secret -> assertThat(raw).doesNotContain(secret.substring(6, 38)));
            }
        }
    }

    @Test
    void sessions_are_kept_seen_and_forgotten() {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);
            database.users().add(alice);
            Session session = new Session(
                    SessionSecret.generate(new SecureRandom()).digest(),
                    alice.id(),
                    NOW,
                    NOW,
                    "192.0.2.1",
                    Session.PASSWORD,
                    "Firefox on Linux",
                    Optional.of(NOW));
            database.sessions().add(session);

            database.sessions().update(session.seen(NOW.plusSeconds(60)));
            database.sessions().update(session.seen(NOW.plusSeconds(30)));

            assertThat(database.sessions().find(session.digest())).contains(session.seen(NOW.plusSeconds(60)));
            database.sessions().removeEnded(NOW.plusSeconds(61), NOW.minusSeconds(1));
            assertThat(database.sessions().find(session.digest())).isEmpty();
        }
    }

    // The times of uses and of audit records do not count. A clock that was wrong for a moment leaves such times, and
    // the next start would trust them.
    @Test
    void the_newest_time_is_the_one_that_was_noted_and_goes_back_only_when_it_is_reset() {
        try (Database database = open()) {
            database.noteTime(NOW);
            database.noteTime(NOW.minusSeconds(60));
            database.auditLog()
                    .append(SampleEntries.byOperator(
                            AuditAction.AUDIT_EXPORTED, new AuditSubject.LogExport("csv"), NOW.plusSeconds(60)));
            assertThat(database.latestInstant()).isEqualTo(NOW);

            database.resetTime(NOW.minusSeconds(120));

            assertThat(database.latestInstant()).isEqualTo(NOW.minusSeconds(120));
        }
    }

    private Database open() {
        return Database.inDirectory(directory, text -> {});
    }

    private static CreateToken createToken(Database database) {
        return AssembledUseCases.over(database, () -> NOW).tokens.createToken;
    }

    private static void assertModes(Path data) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}
