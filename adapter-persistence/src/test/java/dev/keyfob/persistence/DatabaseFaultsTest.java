package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.connection.Timeouts;
import dev.keyfob.persistence.connection.WriteBarrier;
import dev.keyfob.persistence.schema.Migrations;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guarantees when the disk is full, another process has the file, or the schema does not fit. */
class DatabaseFaultsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email ALICE = new Email("alice@example.com");

    @TempDir
    Path directory;

    // A power cut loses nothing that was acknowledged.
    @Test
    void every_creation_and_every_revocation_is_forced_to_disk_before_it_is_acknowledged() {
        FaultyDisk.attach();
        try (Database database = PatientDatabase.inDirectory(directory, FaultyDisk.FILE_SYSTEM)) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));

            for (int i = 0; i < 20; i++) {
                int before = FaultyDisk.FORCED.get();
                AccessToken token = create(database, "Token " + i).token();
                int between = FaultyDisk.FORCED.get();
                revokeToken(database).revoke(OPERATOR, token.id());

                assertThat(between).as("creation " + i).isGreaterThan(before);
                assertThat(FaultyDisk.FORCED.get()).as("revocation " + i).isGreaterThan(between);
            }
        }
    }

    @Test
    void a_question_forces_nothing_to_disk() {
        FaultyDisk.attach();
        try (Database database = PatientDatabase.inDirectory(directory, FaultyDisk.FILE_SYSTEM)) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            AccessToken token = create(database, "Laptop").token();
            int before = FaultyDisk.FORCED.get();

            for (int i = 0; i < 20; i++) {
                assertThat(database.accessTokens().findByDigest(token.digest())).isPresent();
            }

            assertThat(FaultyDisk.FORCED.get()).isEqualTo(before);
        }
    }

    // No answer is wrong, and the supervisor is told to restart the server.
    @Test
    void a_full_disk_refuses_what_it_cannot_keep_and_loses_nothing_that_was_acknowledged() {
        FaultyDisk.attach();
        List<String> told = new ArrayList<>();
        List<AccessToken> acknowledged = new ArrayList<>();
        Database database = Database.inDirectory(directory, FaultyDisk.FILE_SYSTEM, told::add, Timeouts.OF_H2);
        database.users().add(User.joining(ALICE, Set.of(), NOW));
        for (int i = 0; i < 5; i++) {
            acknowledged.add(create(database, "Token " + i).token());
        }

        FaultyDisk.isFull = true;
        assertThatThrownBy(() -> create(database, "One too many")).isInstanceOf(RuntimeException.class);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> database.accessTokens()
                            .findByDigest(acknowledged.get(0).digest()))
                    .as("an outage is not an answer")
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(database.condition()).isEqualTo(Database.Condition.UNREACHABLE);

        assertThat(told).singleElement().asString().contains("disk may be full");
        FaultyDisk.isFull = false;
        database.close();
        try (Database again = PatientDatabase.inDirectory(directory, FaultyDisk.FILE_SYSTEM)) {
            assertThat(acknowledged)
                    .allSatisfy(token -> assertThat(again.accessTokens().findByDigest(token.digest()))
                            .contains(token));
            assertThat(again.accessTokens().count(TokenFilter.everything())).isEqualTo(5);
        }
    }

    @Test
    void a_second_process_is_told_that_the_data_is_in_use() throws Exception {
        try (HeldDatabase holder = HeldDatabase.start(directory)) {
            assertThat(holder.answer()).isEqualTo(HeldDatabase.OPEN);
            assertThatThrownBy(() -> Database.inDirectory(directory, text -> {}))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("in use by another process");
        }

        try (Database database = Database.inDirectory(directory, text -> {})) {
            assertThat(database.condition()).isEqualTo(Database.Condition.READY);
        }
    }

    @Test
    void opening_again_migrates_nothing() throws Exception {
        open().close();
        open().close();

        try (Connection connection = direct();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select max(cast(\"version\" as integer)), count(*) - count(distinct \"version\") from \""
                                + Migrations.HISTORY + "\" where \"version\" is not null")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(Migrations.NEWEST);
            assertThat(rows.getInt(2)).isZero();
        }
    }

    @Test
    void data_of_a_newer_version_is_refused_and_left_alone() throws Exception {
        open().close();
        try (Connection connection = direct();
                Statement statement = connection.createStatement()) {
            statement.execute("update \"" + Migrations.HISTORY + "\" set \"version\" = '99'");
        }

        assertThatThrownBy(this::open).isInstanceOf(DatabaseUnavailable.class).hasMessageContaining("newer Keyfob");
    }

    @Test
    void data_that_a_newer_version_only_added_to_is_used_and_not_exported() throws Exception {
        open().close();
        try (Connection connection = direct();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table access_token add column colour varchar(20)");
            statement.execute(
                    "insert into \"" + Migrations.HISTORY + "\" (\"installed_rank\", \"version\", \"description\","
                            + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\") values (1000,"
                            + " '99', 'expand colours of tokens', 'SQL', 'V99__expand_colours_of_tokens.sql', 'sa', 1,"
                            + " true)");
        }

        try (Database database = open()) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            AccessToken token = create(database, "Laptop").token();

            assertThat(database.condition()).isEqualTo(Database.Condition.READY);
            assertThat(database.accessTokens().findByDigest(token.digest())).isPresent();
            assertThatThrownBy(() ->
                            database.archive().write(OutputStream.nullOutputStream(), NOW, (stage, done, total) -> {}))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("newer version");
        }
    }

    @Test
    void a_database_that_is_not_ours_is_refused_in_our_words_and_not_held_open() throws Exception {
        try (Connection connection = direct();
                Statement statement = connection.createStatement()) {
            statement.execute("create table access_token (id integer)");
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("schema cannot be brought")
                .hasMessageNotContaining("create table");
        // This process could open a file again that is still open, so another process tries it.
        try (HeldDatabase other = HeldDatabase.start(directory)) {
            assertThat(other.answer()).contains("schema cannot be brought");
        }
    }

    @Test
    void the_root_of_the_file_system_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> Database.inDirectory(Path.of("/"), text -> {}))
                .isInstanceOf(DatabaseUnavailable.class);
    }

    // A change that cannot be recorded in the audit log is not made.
    @Test
    void nothing_is_created_revoked_or_disabled_when_it_cannot_be_audited() throws Exception {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);
            database.users().add(alice);
            AccessToken token = create(database, "Laptop").token();
            try (Connection connection = direct();
                    Statement statement = connection.createStatement()) {
                statement.execute("alter table audit_entry rename to audit_entry_gone");
            }

            assertThatThrownBy(() -> create(database, "Unaudited")).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> revokeToken(database).revoke(OPERATOR, token.id()))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> AssembledUseCases.over(database, () -> NOW)
                            .users
                            .disableUser
                            .disable(OPERATOR, ALICE))
                    .isInstanceOf(RuntimeException.class);

            assertThat(database.accessTokens().count(TokenFilter.everything())).isEqualTo(1);
            assertThat(database.accessTokens().find(token.id())).contains(token);
            assertThat(database.users().find(alice.id())).contains(alice);
        }
    }

    private Database open() {
        return Database.inDirectory(directory, text -> {});
    }

    private Connection direct() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + WriteBarrier.before("file:") + directory.resolve("keyfob"));
    }

    private static CreatedToken create(Database database, String name) {
        return AssembledUseCases.over(database, () -> NOW)
                .tokens
                .createToken
                .create(OPERATOR, new NewToken(ALICE, TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    private static RevokeToken revokeToken(Database database) {
        return AssembledUseCases.over(database, () -> NOW).tokens.revokeToken;
    }
}
