package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.backup.ExportData;
import dev.keyfob.application.backup.ImportData;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.Backup;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.Party;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.backup.BackupContents;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.LifeSpan;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data out of one real database and into another. */
class MovedDataTest {

    private static final Actor OPERATOR = new Actor.Operator();
    private static final BackupProgress UNWATCHED = (stage, done, total) -> {};
    private static final Instant NOW = Instant.parse("2026-10-25T01:30:00.123456Z");

    @TempDir
    Path directory;

    @Test
    void from_a_directory_to_postgres_and_back_every_row_is_the_same() throws Exception {
        Path first = directory.resolve("first");
        Path last = directory.resolve("last");
        PostgresAddress postgres = PostgresServer.newMigrated();
        Path there = directory.resolve("there");
        Path back = directory.resolve("back");
        try (Database database = Database.inDirectory(first, text -> {})) {
            Population.fill(database, NOW, 30, 100);
            export(database, there);
        }
        try (Database database = Database.onPostgres(postgres)) {
            importFrom(database, there);
            export(database, back);
        }
        try (Database database = Database.inDirectory(last, text -> {})) {
            importFrom(database, back);
            assertThat(new VerifyAudit(database.auditChain(), AuditKey.none())
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
        // The log goes on where it went to, and says so: everything else is equal to the last bit.
        assertThat(take(between, "DATA_IMPORTED")).hasSize(1);
        assertThat(take(between, "DATA_EXPORTED")).hasSize(2);
        assertThat(take(after, "DATA_IMPORTED")).hasSize(2);
        assertThat(take(after, "DATA_EXPORTED")).hasSize(2);
        assertThat(take(before, "DATA_EXPORTED")).hasSize(1);
        assertThat(between).isEqualTo(before);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void sessions_forms_and_counters_stay_behind() throws Exception {
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
        assertThat(rows.get("sign_in_counter")).isEmpty();
        assertThat(textIn(file)).doesNotContain("web_session", "sent_form", "sign_in_counter");
    }

    // B1, G3: neither as they are, nor in Base64, nor in hexadecimal.
    @Test
    void no_secret_is_in_the_file() throws Exception {
        Path file = directory.resolve("file");
        List<String> secrets = new ArrayList<>();
        try (Database full = Database.inMemory()) {
            Population.Secrets made = Population.fill(full, NOW, 10, 20);
            made.ofTokens().values().forEach(secrets::addAll);
            secrets.addAll(made.others());
            export(full, file);
        }

        String text = textIn(file);

        assertThat(secrets).hasSize(261);
        assertThat(secrets).allSatisfy(secret -> {
            String random = secret.substring(secret.indexOf('_') + 1, secret.indexOf('_') + 33);
            assertThat(text).doesNotContain(random);
            assertThat(text)
                    .doesNotContain(Base64.getEncoder()
                            .encodeToString(random.getBytes(StandardCharsets.US_ASCII))
                            .substring(0, 40));
            assertThat(text).doesNotContain(HexFormat.of().formatHex(random.getBytes(StandardCharsets.US_ASCII)));
        });
    }

    @Test
    void the_file_holds_one_moment_while_others_write_on_a_directory() throws Exception {
        try (Database database = Database.inDirectory(directory.resolve("data"), text -> {})) {
            assertOneMomentIsExported(database);
        }
    }

    @Test
    void the_file_holds_one_moment_while_others_write_on_postgres() throws Exception {
        try (Database database = Database.onPostgres(PostgresServer.newMigrated())) {
            assertOneMomentIsExported(database);
        }
    }

    // Before each page that is written, somebody revokes a token and says so in the log, in one transaction: a file in
    // which the number of the one differs from the number of the other holds no moment that ever was.
    private void assertOneMomentIsExported(Database database) throws Exception {
        Population.fill(database, NOW, 10, 250);
        Path file = directory.resolve("file");
        List<AccessToken> active = new ArrayList<>();
        try (OutputStream bytes = Files.newOutputStream(file)) {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            database.archive().write(first, NOW, UNWATCHED);
            Path before = Files.write(directory.resolve("before"), first.toByteArray());
            try (Backup backup = database.archive().open(before, UNWATCHED)) {
                backup.eachToken((id, digest) -> database.accessTokens()
                        .find(id)
                        .filter(token -> !token.isRevoked())
                        .ifPresent(active::add));
            }
            int[] revoked = {0};
            BackupContents contents = database.archive().write(bytes, NOW, (stage, done, total) -> {
                Thread other = new Thread(() -> {
                    AccessToken token = active.get(revoked[0]++);
                    database.transactions().inOne(() -> {
                        database.accessTokens().update(token.revoke(NOW, "somebody"));
                        User newcomer = User.joining(new Email("new" + revoked[0] + "@example.com"), Set.of(), NOW);
                        database.users().add(newcomer);
                        database.accessTokens().add(tokenOf(newcomer));
                        database.auditLog()
                                .append(AuditEntry.of(OPERATOR, AuditAction.TOKEN_REVOKED, Party.token(token), NOW));
                    });
                });
                other.start();
                join(other);
            });

            assertThat(revoked[0]).isGreaterThan(10);
            try (Backup backup = database.archive().open(before, UNWATCHED)) {
                assertThat(contents).isEqualTo(backup.contents());
            }
        }
        assertThat(textIn(file)).isEqualTo(textIn(directory.resolve("before")));
    }

    @Test
    void whatever_byte_is_changed_the_file_is_refused_or_means_the_same() throws Exception {
        Path file = directory.resolve("file");
        Path bad = directory.resolve("bad");
        try (Database full = Database.inMemory();
                Database empty = Database.inMemory()) {
            Population.fill(full, NOW, 2, 2);
            BackupContents written = export(full, file);
            byte[] bytes = Files.readAllBytes(file);
            int refused = 0;
            for (int i = 0; i < bytes.length; i += i < 20 ? 1 : 5) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << i % 8);
                Files.write(bad, changed);
                try (Backup backup = empty.archive().open(bad, UNWATCHED)) {
                    assertThat(backup.contents()).as("byte %s", i).isEqualTo(written);
                } catch (Refusal refusal) {
                    // The version of the schema is looked at first.
                    assertThat(refusal.reason()).as("byte %s", i).isIn(Reason.BACKUP_UNREADABLE, Reason.BACKUP_TOO_NEW);
                    refused++;
                }
            }
            // Some bits of gzip's own header mean nothing.
            assertThat(refused).isGreaterThan(bytes.length / 5);
        }
    }

    @Test
    void whatever_byte_is_changed_inside_the_file_is_refused() throws Exception {
        Path file = directory.resolve("file");
        try (Database full = Database.inMemory();
                Database empty = Database.inMemory()) {
            Population.fill(full, NOW, 1, 2);
            export(full, file);
            byte[] text = unpacked(file);
            for (int i = 0; i < text.length; i += 9) {
                byte[] changed = text.clone();
                changed[i] ^= (byte) (1 << i % 7);
                assertRefused(empty, changed);
            }
            assertRefused(empty, Arrays.copyOf(text, text.length + 1));
            for (int length = 0; length < text.length; length += 17) {
                assertRefused(empty, Arrays.copyOf(text, length));
            }
        }
    }

    private void assertRefused(Database empty, byte[] text) throws IOException {
        Path bad = directory.resolve("bad");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bad))) {
            out.write(text);
        }
        assertThatThrownBy(() -> empty.archive().open(bad, UNWATCHED)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_file_of_a_newer_schema_or_form_is_refused_by_name() throws Exception {
        Path file = directory.resolve("file");
        try (Database database = Database.inMemory()) {
            export(database, file);
            String text = textIn(file);
            for (String newer : List.of(
                    text.replaceFirst("\"schema\":[0-9]+", "\"schema\":999"),
                    text.replaceFirst("\"keyfob_backup\":1", "\"keyfob_backup\":2"))) {
                pack(newer, file);

                assertThatThrownBy(() -> database.archive().open(file, UNWATCHED))
                        .isInstanceOfSatisfying(Refusal.class, refusal -> {
                            assertThat(refusal.reason()).isEqualTo(Reason.BACKUP_TOO_NEW);
                            assertThat(refusal.explanation()).contains("newer");
                        });
            }
        }
    }

    // R11: the same migrations as for a database of that version.
    @Test
    void what_an_older_keyfob_wrote_goes_the_way_of_its_database() throws Exception {
        Path old = directory.resolve("old");
        Path data = directory.resolve("data");
        Path file = directory.resolve("file");
        List<String> leftBefore = temporaryDirectories();
        String user = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
        try (Database version5 = Database.onTheSide(old, 5)) {
            try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + old.resolve("keyfob"))) {
                execute(
                        connection,
                        "insert into app_user (id, email, roles, created_at) values ('" + user
                                + "', 'alice@example.com', 'admin', timestamp with time zone '2026-01-01 00:00:00.000001+00')");
                execute(
                        connection,
                        "insert into access_token (id, owner_id, name, folded_name, digest, hint, created_at)"
                                + " values ('" + user + "', '" + user + "', 'CI', 'ci', X'" + "00".repeat(32)
                                + "', 'kfpat_...abcd', timestamp with time zone '2026-01-01 00:00:00+00')");
            }
            try (OutputStream bytes = Files.newOutputStream(file)) {
                BackupContents written = version5.archive(5).write(bytes, NOW, UNWATCHED);
                assertThat(written.schema()).isEqualTo(5);
                assertThat(written.parts()).extracting(BackupPart::name).doesNotContain("token_policy");
            }
        }

        try (Database database = Database.inDirectory(data, text -> {})) {
            importFrom(database, file);

            assertThat(database.users()
                            .findByEmail(new Email("alice@example.com"))
                            .orElseThrow()
                            .name())
                    .isEmpty();
            assertThat(database.accessTokens()
                            .findByDigest(new TokenDigest(new byte[32]))
                            .orElseThrow()
                            .suspension())
                    .isEmpty();
        }

        Database.onTheSide(old, Migrations.NEWEST).close();
        Map<String, List<String>> migrated = StoredRows.carried(StoredRows.in(old));
        Map<String, List<String>> imported = StoredRows.carried(StoredRows.in(data));
        assertThat(take(imported, "DATA_IMPORTED")).hasSize(1);
        assertThat(take(migrated, "DATA_IMPORTED")).isEmpty();
        assertThat(imported).isEqualTo(migrated);
        assertThat(temporaryDirectories()).isEqualTo(leftBefore);
    }

    @Test
    void what_fails_after_it_was_brought_up_to_date_leaves_nothing_behind() throws Exception {
        Path file = directory.resolve("file");
        try (Database version5 = Database.onTheSide(directory.resolve("old"), 5);
                OutputStream bytes = Files.newOutputStream(file)) {
            version5.archive(5).write(bytes, NOW, UNWATCHED);
        }
        List<String> leftBefore = temporaryDirectories();
        AtomicBoolean isUpToDate = new AtomicBoolean();
        BackupProgress cutOff = (stage, done, total) -> {
            isUpToDate.compareAndSet(false, stage == BackupProgress.Stage.UPGRADING && done == total);
            if (isUpToDate.get() && stage == BackupProgress.Stage.CHECKING) {
                throw new IllegalStateException("the terminal is gone");
            }
        };

        try (Database database = Database.inDirectory(directory.resolve("data"), text -> {})) {
            assertThatThrownBy(() -> database.archive().open(file, cutOff)).hasMessage("the terminal is gone");
        }

        assertThat(temporaryDirectories()).isEqualTo(leftBefore);
    }

    private static List<String> temporaryDirectories() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith("keyfob-backup"))
                    .sorted()
                    .toList();
        }
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
        PostgresAddress postgres = PostgresServer.newMigrated();
        try (Database database = Database.onPostgres(postgres)) {
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
        ImportData importData =
                new ImportData(target.transactions(), archive, tokens, target.auditLog(), () -> NOW.plusSeconds(1));

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
        PostgresAddress postgres = PostgresServer.newMigrated();
        try (Database full = Database.inMemory()) {
            Population.fill(full, NOW, 2, 2);
            export(full, file);
        }
        try (Database database = Database.onPostgres(postgres)) {
            try (Database other = Database.onPostgres(postgres)) {
                assertThat(other.isReady()).isTrue();
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
        PostgresAddress postgres = PostgresServer.newDatabase();
        String table = "create table numbered (id bigint generated by default as identity primary key,"
                + " small smallint, word varchar(10))";
        try (Connection from = DriverManager.getConnection("jdbc:h2:mem:numbered");
                Connection to = DriverManager.getConnection(
                        postgres.url(), postgres.user().orElseThrow(), "")) {
            execute(from, table);
            execute(from, "insert into numbered (word, small) values ('one', -1), ('two', null), (null, 32767)");
            execute(to, table);
            try (OutputStream bytes = Files.newOutputStream(file)) {
                numbered(from, ArchiveSide.h2()).write(bytes, NOW, UNWATCHED);
            }
            Jdbi jdbi = Jdbi.create(to);
            Archive archive = numbered(to, ArchiveSide.postgres());
            try (Backup backup = archive.open(file, UNWATCHED)) {
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
                try (Backup backup = numbered(again, ArchiveSide.h2()).open(file, UNWATCHED)) {
                    // Numbering anew does not end the transaction.
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

    private static Archive numbered(Connection connection, ArchiveSide side) {
        return new JdbiArchive(
                Jdbi.create(connection),
                Changes.within(Memories.believedWhile(() -> true, new Retry(() -> {}))),
                side,
                Migrations.NEWEST,
                List.of("numbered"));
    }

    /** An archive that does something more to what it brought in. */
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
        public BackupContents write(OutputStream file, Instant at, BackupProgress progress) {
            return honest.write(file, at, progress);
        }

        @Override
        public Backup open(Path file, BackupProgress progress) {
            return honest.open(file, progress);
        }

        @Override
        public List<BackupPart> contents(BackupProgress progress) {
            more.run();
            return honest.contents(progress);
        }
    }

    private static BackupContents export(Database database, Path file) throws IOException {
        ExportData exportData = new ExportData(
                database.transactions(),
                database.archive(),
                new RecentUses(database.accessTokens(), () -> NOW),
                database.auditLog(),
                () -> NOW);
        try (OutputStream bytes = Files.newOutputStream(file)) {
            return exportData.export(OPERATOR, bytes, UNWATCHED);
        }
    }

    private static void importFrom(Database database, Path file) {
        importInto(database, database.archive(), file, UNWATCHED);
    }

    private static AccessToken tokenOf(User owner) {
        return AccessToken.issue(
                owner.id(),
                TokenName.parse("New"),
                new TokenFormat("kfpat_").generate(new SecureRandom()),
                new LifeSpan(NOW, Optional.empty()),
                Narrowing.none());
    }

    private static void importInto(Database database, Archive archive, Path file, BackupProgress progress) {
        importData(database, archive, NOW.plusSeconds(1)).importFrom(OPERATOR, file, progress);
    }

    private static ImportData importData(Database database, Archive archive, Instant now) {
        return new ImportData(
                database.transactions(), archive, database.accessTokens(), database.auditLog(), () -> now);
    }

    private static List<String> take(Map<String, List<String>> rows, String action) {
        // The head is that of the entries which are taken; whether it fits them, the chain shows.
        rows.remove("audit_head");
        List<String> taken = new ArrayList<>(rows.get("audit_entry"));
        taken.removeIf(row -> !row.contains("action=" + action));
        List<String> left = new ArrayList<>(rows.get("audit_entry"));
        left.removeAll(taken);
        rows.put("audit_entry", left);
        return taken;
    }

    private static void assertEmpty(Map<String, List<String>> rows) {
        Map<String, List<String>> filled = new TreeMap<>(rows);
        filled.keySet().removeAll(ArchiveTables.BORN_WITH_A_ROW);
        filled.remove(Migrations.HISTORY);
        assertThat(filled)
                .allSatisfy((table, found) -> assertThat(found).as(table).isEmpty());
        assertThat(rows.get("token_policy")).containsExactly("{changes=, id=1}");
        assertThat(rows.get("newest_time")).containsExactly("{at=2000-01-01T00:00:00Z, id=1}");
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return in.readAllBytes();
        }
    }

    private static String textIn(Path file) throws IOException {
        return new String(unpacked(file), StandardCharsets.UTF_8);
    }

    private static void pack(String text, Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
