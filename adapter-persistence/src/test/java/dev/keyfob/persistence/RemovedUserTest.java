package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks what is left of a removed user in the database. */
class RemovedUserTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email EARLIER = new Email("alice@example.com");
    private static final Email EMAIL = new Email("alice.new@example.com");

    @TempDir
    Path directory;

    @Test
    void no_row_but_those_of_the_audit_log_tells_of_the_person_on_h2() {
        try (Database database = Database.inDirectory(directory, text -> {})) {
            liveAndLeave(database);
        }

        assertNothingTellsOfThePerson(StoredRows.in(directory));
    }

    @Test
    void no_row_but_those_of_the_audit_log_tells_of_the_person_on_postgres() {
        PostgresConnectionInfo postgres = PostgresServer.newDatabase();
        try (Database database = PatientDatabase.onPostgres(postgres)) {
            liveAndLeave(database);
        }

        assertNothingTellsOfThePerson(StoredRows.in(postgres));
    }

    private static void liveAndLeave(Database database) {
        UseCases useCases = AssembledUseCases.over(database, () -> NOW);
        User user = useCases.sessions
                .signInWithIdentity
                .signIn(proven(), "198.51.100.7", "Firefox on Linux")
                .user();
        useCases.users.editUser.edit(
                OPERATOR, EARLIER, new UserEdit(Optional.of(DisplayName.parse("Alice A.")), Optional.of(EMAIL)));
        database.passwordHashes().put(user.id(), "a hash of hers");
        CreatedToken token = useCases.tokens.createToken.create(
                OPERATOR,
                new NewToken(
                        EMAIL,
                        TokenName.parse("Alice at home"),
                        TokenNote.none(),
                        new Expiry.Standard(),
                        new TokenRestrictions(Narrowing.none(), Networks.parse("198.51.100.0/24"))));
        TokenSecret successor = useCases.tokens
                .rotateToken
                .rotate(OPERATOR, token.token().id(), RotationOptions.standard())
                .secret();
        useCases.tokens.verifyToken.verify("198.51.100.7", token.secret().reveal(), List.of());
        useCases.recentUses.flush();
        useCases.tokens.verifyToken.verify("198.51.100.7", successor.reveal(), List.of());

        useCases.users.removeUser.remove(OPERATOR, EMAIL);

        useCases.recentUses.flush();
        for (TokenSecret secret : List.of(token.secret(), successor)) {
            assertThat(useCases.tokens
                            .verifyToken
                            .explain(OPERATOR, secret.reveal(), List.of())
                            .unusable())
                    .contains(Reason.REVOKED);
        }
    }

    private static void assertNothingTellsOfThePerson(Map<String, List<String>> rows) {
        rows.keySet().removeAll(Set.of("audit_entry", "schema_history"));
        assertThat(rows.values().stream().flatMap(List::stream).map(row -> row.toLowerCase(Locale.ROOT)))
                .isNotEmpty()
                .noneMatch(row -> row.contains("alice"))
                .noneMatch(row -> row.contains("198.51.100"))
                .noneMatch(row -> row.contains("hers"));
        assertThat(rows.get("access_token")).hasSize(1);
        assertThat(rows.get("web_session")).isEmpty();
    }

    /** If a migration adds a table or column of a user or a token, {@code RemoveUser} has to handle it. */
    @Test
    void every_table_that_refers_to_users_or_tokens_was_decided_about() throws SQLException {
        PostgresConnectionInfo postgres = PostgresServer.newMigrated();
        Set<String> found = new TreeSet<>();
        Set<String> columns = new TreeSet<>();

        try (Connection connection = DriverManager.getConnection(
                        postgres.url(), postgres.user().orElseThrow(), "");
                Statement statement = connection.createStatement()) {
            try (ResultSet references = statement.executeQuery("""
                    select cast(conrelid as regclass) from pg_constraint
                    where contype = 'f'
                        and confrelid in (cast('app_user' as regclass), cast('access_token' as regclass))""")) {
                while (references.next()) {
                    found.add(references.getString(1));
                }
            }
            try (ResultSet all = statement.executeQuery("""
                    select column_name from information_schema.columns
                    where table_schema = current_schema and table_name = 'access_token'""")) {
                while (all.next()) {
                    columns.add(all.getString(1));
                }
            }
        }

        // Kept: tokens as digests, retired secrets, and reserved addresses as digests. All other rows are removed.
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "access_token",
                        "mail_choice",
                        "mail_notice",
                        "retired_secret",
                        "reserved_email",
                        "one_time_code",
                        "password_hash",
                        "pick_up",
                        "token_address",
                        "token_refusal",
                        "token_use_day",
                        "user_identity",
                        "web_session");
        // First the columns that forgetOwner overwrites, then those that are kept.
        assertThat(columns)
                .containsExactlyInAnyOrder(("name folded_name name_key live_name note folded_note networks suspended_at"
                                + " suspended_by owner_suspended_at revoked_by last_used_at use_key reused_at"
                                + " reused_from"
                                + " id owner_id digest hint created_at expires_at expiry_key permissions"
                                + " revoked_at successor_digest successor_hint rotation_begun_at"
                                + " overlap_ends_at rotation_key")
                        .split(" "));
    }

    private static ProvenIdentity proven() {
        return new ProvenIdentity(
                new Identity("https://id.example.com", "subject of alice"),
                Optional.of(EARLIER),
                Optional.of("Alice"),
                Optional.empty(),
                "company");
    }
}
