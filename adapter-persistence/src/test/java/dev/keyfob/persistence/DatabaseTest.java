package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.TokenRules;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.secrets.Argon2PasswordHashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Actor OPERATOR = new Actor.Operator();
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
            assertThat(database.isReady()).isTrue();
        }
    }

    // G3: nobody but the owner reads the data.
    @Test
    void directory_and_files_are_closed_to_other_users() throws Exception {
        Path data = directory.resolve("data");

        try (Database database = Database.inDirectory(data, text -> {})) {
            assertModes(data);
            assertThat(database.isReady()).isTrue();
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

    // A4: at rest there is a digest and nothing else.
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
                    Session.PASSWORD);
            database.sessions().add(session);

            database.sessions().update(session.seen(NOW.plusSeconds(60)));
            database.sessions().update(session.seen(NOW.plusSeconds(30)));

            assertThat(database.sessions().find(session.digest())).contains(session.seen(NOW.plusSeconds(60)));
            assertThat(database.latestInstant()).isEqualTo(NOW.plusSeconds(60));
            database.sessions().removeEnded(NOW.plusSeconds(61), NOW.minusSeconds(1));
            assertThat(database.sessions().find(session.digest())).isEmpty();
        }
    }

    // E9: the parameters are read back from the stored text.
    @Test
    void passwords_are_hashed_by_argon2id_with_19_mib() {
        Argon2PasswordHashing hashing = new Argon2PasswordHashing();
        Password right = Password.parse("alice likes green tea", ALICE);

        String hash = hashing.hash(right);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashing.matches(right, hash)).isTrue();
        assertThat(hashing.matches(Password.attempt("alice likes green tea "), hash))
                .isFalse();
        assertThat(hashing.hash(right)).isNotEqualTo(hash);
    }

    // R13: who would wait too long is told to come back, and those before are served.
    @Test
    void when_too_many_passwords_are_checked_at_once_the_rest_are_told_to_wait() throws Exception {
        Argon2PasswordHashing hashing = new Argon2PasswordHashing(Duration.ofMillis(1));
        Password password = Password.parse("alice likes green tea", ALICE);
        AtomicInteger served = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();

        atOnce(24, () -> {
            try {
                hashing.hash(password);
                served.incrementAndGet();
            } catch (Refusal busy) {
                assertThat(busy.reason()).isEqualTo(Reason.TOO_BUSY);
                assertThat(busy.retryAfter()).isPresent();
                refused.incrementAndGet();
            }
            return null;
        });

        assertThat(served.get()).isGreaterThanOrEqualTo(2);
        assertThat(refused.get()).isPositive();
    }

    private Database open() {
        return Database.inDirectory(directory, text -> {});
    }

    private static CreateToken createToken(Database database) {
        return new CreateToken(
                database.transactions(),
                database.users(),
                database.accessTokens(),
                database.auditLog(),
                new ChangeLimit(() -> NOW),
                TokenRules.standard(),
                new PolicyInForce(database.policies(), TokenPolicy.standard()),
                new SecureRandom(),
                () -> NOW);
    }

    private static void atOnce(int times, Callable<Void> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<Void>> all = threads.invokeAll(Collections.nCopies(times, work));
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
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
