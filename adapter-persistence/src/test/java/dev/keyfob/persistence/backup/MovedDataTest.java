package dev.keyfob.persistence.backup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static dev.keyfob.persistence.backup.MovedData.NOW;
import static dev.keyfob.persistence.backup.MovedData.UNWATCHED;
import static dev.keyfob.persistence.backup.MovedData.execute;
import static dev.keyfob.persistence.backup.MovedData.export;
import static dev.keyfob.persistence.backup.MovedData.importData;
import static dev.keyfob.persistence.backup.MovedData.importFrom;
import static dev.keyfob.persistence.backup.MovedData.importInto;
import static dev.keyfob.persistence.backup.MovedData.take;
import static dev.keyfob.persistence.backup.MovedData.textIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.backup.ImportData;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.TableReadResult;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PatientDatabase;
import dev.keyfob.persistence.Population;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.StoredRows;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.persistence.connection.Retry;
import dev.keyfob.persistence.schema.Migrations;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports data from one real database and imports it into another. */
class MovedDataTest {

    @TempDir
    Path directory;

    @Test
    void from_a_directory_to_postgres_and_back_every_row_is_the_same() throws Exception {
        Path first = directory.resolve("first");
        Path last = directory.resolve("last");
        PostgresConnectionInfo postgres = PostgresServer.newMigrated();
        Path there = directory.resolve("there");
        Path back = directory.resolve("back");
        try (Database database = Database.inDirectory(first, text -> {})) {
            // The only table that Population leaves empty. Only a database without users can be marked.
            database.markAsDemo();
            Population.fill(database, NOW, 30, 100);
            export(database, there);
        }
        try (Database database = PatientDatabase.onPostgres(postgres)) {
            importFrom(database, there);
            export(database, back);
        }
        try (Database database = Database.inDirectory(last, text -> {})) {
            importFrom(database, back);
            assertThat(new VerifyAudit(database.auditChain(), HmacAuditMac.none())
                            .verify(OPERATOR, Optional.empty(), done -> {})
                            .isIntact())
                    .isTrue();
        }

        Map<String, List<String>> before = StoredRows.carried(StoredRows.in(first));
        Map<String, List<String>> between = StoredRows.carried(StoredRows.in(postgres));
        Map<String, List<String>> after = StoredRows.carried(StoredRows.in(last));
        assertThat(before.get("access_token")).hasSize(3_000);
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        assertThat(between.keySet()).isEqualTo(before.keySet());
        // The audit log continues after the import and records it. Everything else is equal to the last bit.
        assertThat(take(between, "DATA_IMPORTED")).hasSize(1);
        assertThat(take(between, "DATA_EXPORTED")).hasSize(2);
        assertThat(take(after, "DATA_IMPORTED")).hasSize(2);
        assertThat(take(after, "DATA_EXPORTED")).hasSize(2);
        assertThat(take(before, "DATA_EXPORTED")).hasSize(1);
        assertThat(between).isEqualTo(before);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void sessions_forms_codes_counters_and_mails_stay_behind() throws Exception {
        Path file = directory.resolve("file");
        Path empty = directory.resolve("empty");
        try (Database full = Database.inMemory()) {
            Population.fill(full, NOW, 3, 3);
            export(full, file);
        }
        try (Database database = Database.inDirectory(empty, text -> {})) {
            importFrom(database, file);
        }

        Map<String, List<String>> rows = StoredRows.in(empty);
        assertThat(rows.get("web_session")).isEmpty();
        assertThat(rows.get("sent_form")).isEmpty();
        assertThat(rows.get("one_time_code")).isEmpty();
        assertThat(rows.get("sign_in_counter")).isEmpty();
        assertThat(rows.get("mail")).isEmpty();
        assertThat(rows.get("mail_notice")).isEmpty();
        assertThat(textIn(file))
                .doesNotContain(
                        "web_session", "sent_form", "one_time_code", "sign_in_counter", "\"mail\"", "mail_notice");
    }

    @Test
    void what_fails_in_the_middle_leaves_a_directory_empty() throws Exception {
        Path data = directory.resolve("data");
        try (Database database = Database.inDirectory(data, text -> {})) {
            assertNothingIsKeptOfWhatFails(database);
        }
        assertEmpty(StoredRows.in(data));
    }

    @Test
    void what_fails_in_the_middle_leaves_postgres_empty() throws Exception {
        PostgresConnectionInfo postgres = PostgresServer.newMigrated();
        try (Database database = PatientDatabase.onPostgres(postgres)) {
            assertNothingIsKeptOfWhatFails(database);
        }
        assertEmpty(StoredRows.in(postgres));
    }

    private void assertNothingIsKeptOfWhatFails(Database target) throws Exception {
        Path file = directory.resolve("file");
        try (Database full = Database.inMemory()) {
            Population.fill(full, NOW, 10, 100);
            export(full, file);
        }
        assertThatThrownBy(() -> importInto(target, target.archive(), file, (stage, done, total) -> {
                    if (stage == BackupProgress.Stage.IMPORTING && done > total / 2) {
                        throw new IllegalStateException("the power is out");
                    }
                }))
                .hasMessage("the power is out");
        assertNotRestored(target, file, CarelessArchive.changing(target), target.accessTokens(), "access_token is not");
        assertNotRestored(target, file, CarelessArchive.losing(target), target.accessTokens(), "access_token is not");
        try (Database elsewhere = Database.inMemory()) {
            assertNotRestored(target, file, target.archive(), elsewhere.accessTokens(), "is not found by its digest");
        }
    }

    private static void assertNotRestored(
            Database target, Path file, Archive archive, AccessTokens tokens, String sentence) {
        ImportData importData = MovedData.importData(target, archive, tokens, NOW.plusSeconds(1));

        assertThatThrownBy(() -> importData.importFrom(OPERATOR, file, UNWATCHED))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.BACKUP_NOT_RESTORED);
                    assertThat(refusal.explanation()).contains(sentence);
                });
    }

    @Test
    void a_second_import_is_refused_and_changes_nothing() throws Exception {
        Path file = directory.resolve("file");
        Path data = directory.resolve("data");
        try (Database full = Database.inMemory()) {
            Population.fill(full, NOW, 2, 2);
            export(full, file);
        }
        try (Database database = Database.inDirectory(data, text -> {})) {
            importFrom(database, file);
        }
        Map<String, List<String>> before = StoredRows.in(data);

        try (Database database = Database.inDirectory(data, text -> {})) {
            assertThatThrownBy(() -> importFrom(database, file))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.DATA_NOT_EMPTY));
        }

        assertThat(StoredRows.in(data)).isEqualTo(before);
    }

    @Test
    void postgres_that_another_process_uses_is_refused() throws Exception {
        Path file = directory.resolve("file");
        PostgresConnectionInfo postgres = PostgresServer.newMigrated();
        try (Database full = Database.inMemory()) {
            Population.fill(full, NOW, 2, 2);
            export(full, file);
        }
        try (Database database = PatientDatabase.onPostgres(postgres)) {
            try (Database other = PatientDatabase.onPostgres(postgres)) {
                assertThat(other.condition()).isEqualTo(Database.Condition.READY);
                assertThatThrownBy(() -> importFrom(database, file))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.DATA_IN_USE));
            }
        }
        assertEmpty(StoredRows.in(postgres));
    }

    @Test
    void what_was_remembered_before_an_import_is_forgotten() throws Exception {
        Path file = directory.resolve("file");
        try (Database full = Database.inMemory();
                Database database = Database.inMemory()) {
            Population.fill(full, NOW, 1, 1);
            export(full, file);
            assertThat(database.policies().find()).isNotEqualTo(full.policies().find());

            importFrom(database, file);

            assertThat(database.policies().find()).isEqualTo(full.policies().find());
        }
    }

    @Test
    void a_clock_that_is_behind_does_not_make_the_import_older_than_what_it_brings() throws Exception {
        Path file = directory.resolve("file");
        Path data = directory.resolve("data");
        try (Database full = Database.inMemory()) {
            Population.fill(full, NOW, 1, 1);
            export(full, file);
        }
        try (Database database = Database.inDirectory(data, text -> {})) {
            importData(database, database.archive(), NOW.minus(Duration.ofDays(1000)))
                    .importFrom(OPERATOR, file, UNWATCHED);
            assertThat(database.latestInstant()).isEqualTo(NOW);
        }
    }

    @Test
    void columns_that_number_themselves_go_on_after_what_was_imported() throws Exception {
        Path file = directory.resolve("file");
        PostgresConnectionInfo postgres = PostgresServer.newDatabase();
        String table = "create table numbered (id bigint generated by default as identity primary key,"
                + " small smallint, word varchar(10));"
                // An archive reads which migrations were applied.
                + "create table \"schema_history\""
                + " (\"installed_rank\" int, \"version\" varchar(50), \"success\" boolean)";
        try (Connection from = DriverManager.getConnection("jdbc:h2:mem:numbered");
                Connection to = DriverManager.getConnection(
                        postgres.url(), postgres.user().orElseThrow(), "")) {
            execute(from, table);
            execute(from, "insert into numbered (word, small) values ('one', -1), ('two', null), (null, 32767)");
            execute(to, table);
            try (OutputStream bytes = Files.newOutputStream(file)) {
                numbered(from, BackupDialect.h2()).write(bytes, NOW, UNWATCHED);
            }
            Jdbi jdbi = Jdbi.create(to);
            Archive archive = numbered(to, BackupDialect.postgres());
            try (VerifiedBackup backup = archive.open(file, UNWATCHED)) {
                jdbi.useTransaction(handle -> backup.restore(UNWATCHED));
            }
            execute(to, "insert into numbered (word) values ('four')");
            assertThat(StoredRows.of(to).get("numbered"))
                    .containsExactly(
                            "{id=1, small=-1, word=one}",
                            "{id=2, small=null, word=two}",
                            "{id=3, small=32767, word=null}",
                            "{id=4, small=null, word=four}");
            try (Connection again = DriverManager.getConnection("jdbc:h2:mem:numbered_again")) {
                execute(again, table);
                Jdbi jdbiAgain = Jdbi.create(again);
                try (VerifiedBackup backup = numbered(again, BackupDialect.h2()).open(file, UNWATCHED)) {
                    // Restarting the numbering does not end the transaction.
                    assertThatThrownBy(() -> jdbiAgain.useTransaction(handle -> {
                                backup.restore(UNWATCHED);
                                throw new IllegalStateException("the power is out");
                            }))
                            .hasMessage("the power is out");
                    assertThat(StoredRows.of(again).get("numbered")).isEmpty();
                    jdbiAgain.useTransaction(handle -> backup.restore(UNWATCHED));
                }
                execute(again, "insert into numbered (word) values ('four')");
                assertThat(StoredRows.of(again).get("numbered"))
                        .isEqualTo(StoredRows.of(to).get("numbered"));
            }
        }
    }

    private static Archive numbered(Connection connection, BackupDialect side) {
        return new JdbiArchive(
                Jdbi.create(connection),
                Invalidations.within(Caches.trustedWhile(() -> true, new Retry(() -> {}))),
                side,
                Migrations.NEWEST,
                List.of("numbered"),
                (directory, version) -> {
                    throw new IllegalStateException("No backup here is an older one.");
                });
    }

    /** An archive that changes the imported data before it is compared. */
    private record CarelessArchive(Archive honest, Runnable more) implements Archive {

        static CarelessArchive changing(Database target) {
            return new CarelessArchive(target.archive(), () -> {
                AccessTokens tokens = target.accessTokens();
                AccessToken token =
                        tokens
                                .list(TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first())
                                .items()
                                .stream()
                                .filter(each -> !each.isRevoked())
                                .findFirst()
                                .orElseThrow();
                tokens.update(token.named(TokenName.parse("Another name")));
            });
        }

        static CarelessArchive losing(Database target) {
            return new CarelessArchive(
                    target.archive(),
                    () -> assertThat(target.accessTokens().removeEndedBefore(NOW, 1))
                            .isEqualTo(1));
        }

        @Override
        public BackupManifest write(OutputStream file, Instant at, BackupProgress progress) {
            return honest.write(file, at, progress);
        }

        @Override
        public VerifiedBackup open(Path file, BackupProgress progress) {
            return honest.open(file, progress);
        }

        @Override
        public List<TableReadResult> readAll(BackupProgress progress) {
            return honest.readAll(progress);
        }

        @Override
        public List<BackupPart> contents(BackupProgress progress) {
            more.run();
            return honest.contents(progress);
        }
    }

    private static void assertEmpty(Map<String, List<String>> rows) {
        Map<String, List<String>> filled = new TreeMap<>(rows);
        filled.keySet().removeAll(ArchiveTables.SINGLE_ROW);
        filled.keySet().removeAll(List.of("webhook_list", Migrations.HISTORY));
        assertThat(filled)
                .allSatisfy((table, found) -> assertThat(found).as(table).isEmpty());
        assertThat(rows.get("token_policy")).containsExactly("{changes=, id=1}");
        assertThat(rows.get("newest_time")).containsExactly("{at=2000-01-01T00:00:00Z, id=1}");
    }
}
