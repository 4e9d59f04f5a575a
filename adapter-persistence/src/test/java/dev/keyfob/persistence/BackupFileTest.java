package dev.keyfob.persistence;

import static dev.keyfob.persistence.backup.MovedData.NOW;
import static dev.keyfob.persistence.backup.MovedData.UNWATCHED;
import static dev.keyfob.persistence.backup.MovedData.execute;
import static dev.keyfob.persistence.backup.MovedData.export;
import static dev.keyfob.persistence.backup.MovedData.importInto;
import static dev.keyfob.persistence.backup.MovedData.pack;
import static dev.keyfob.persistence.backup.MovedData.take;
import static dev.keyfob.persistence.backup.MovedData.textIn;
import static dev.keyfob.persistence.backup.MovedData.unpacked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.SampleEntries;
import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.schema.Migrations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contents of a backup file, and the files that are refused. */
class BackupFileTest {

    @TempDir
    Path directory;

    // The file contains no secret as plain text, in Base64 or in hexadecimal.
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

        assertThat(secrets).hasSize(271);
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
        try (Database database = PatientDatabase.inDirectory(directory.resolve("data"))) {
            assertOneMomentIsExported(database);
        }
    }

    @Test
    void the_file_holds_one_moment_while_others_write_on_postgres() throws Exception {
        try (Database database = PatientDatabase.onPostgres(PostgresServer.newMigrated())) {
            assertOneMomentIsExported(database);
        }
    }

    // Before each page of the export, another thread revokes a token and records it in the audit log, in one
    // transaction. If the file has different numbers of revoked tokens and of records, it is not a snapshot of one
    // moment.
    private void assertOneMomentIsExported(Database database) throws Exception {
        Population.fill(database, NOW, 10, 250);
        Path file = directory.resolve("file");
        List<AccessToken> active = new ArrayList<>();
        try (OutputStream bytes = Files.newOutputStream(file)) {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            database.archive().write(first, NOW, UNWATCHED);
            Path before = Files.write(directory.resolve("before"), first.toByteArray());
            try (VerifiedBackup backup = database.archive().open(before, UNWATCHED)) {
                backup.eachToken((id, digest) -> database.accessTokens()
                        .find(id)
                        .filter(token -> !token.isRevoked())
                        .ifPresent(active::add));
            }
            int[] revoked = {0};
            BackupManifest contents = database.archive().write(bytes, NOW, (stage, done, total) -> {
                Thread other = new Thread(() -> {
                    AccessToken token = active.get(revoked[0]++);
                    database.transactions().inOne(() -> {
                        database.accessTokens().update(token.revoke(NOW, "somebody"));
                        User newcomer = User.joining(new Email("new" + revoked[0] + "@example.com"), Set.of(), NOW);
                        database.users().add(newcomer);
                        database.accessTokens().add(tokenOf(newcomer));
                        database.auditLog()
                                .append(SampleEntries.byOperator(
                                        AuditAction.TOKEN_REVOKED, new AuditSubject.OfToken(token), NOW));
                    });
                });
                other.start();
                join(other);
            });

            assertThat(revoked[0]).isGreaterThan(10);
            try (VerifiedBackup backup = database.archive().open(before, UNWATCHED)) {
                assertThat(contents).isEqualTo(backup.contents());
            }
        }
        assertThat(textIn(file)).isEqualTo(textIn(directory.resolve("before")));
    }

    @Test
    void a_file_with_a_changed_byte_is_refused_or_means_the_same() throws Exception {
        assertChangesAreRefusedOrMeanNothing(41);
    }

    @Test
    @Tag("whole")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void whatever_byte_is_changed_the_file_is_refused_or_means_the_same() throws Exception {
        assertChangesAreRefusedOrMeanNothing(5);
    }

    /**
     * Changes one bit in each byte of the beginning, which is the gzip header, and then in every {@code step}th byte.
     */
    private void assertChangesAreRefusedOrMeanNothing(int step) throws Exception {
        Path file = directory.resolve("file");
        Path bad = directory.resolve("bad");
        try (Database full = Database.inMemory();
                Database empty = Database.inMemory()) {
            Population.fill(full, NOW, 2, 2);
            BackupManifest written = export(full, file);
            byte[] bytes = Files.readAllBytes(file);
            int refused = 0;
            for (int i = 0; i < bytes.length; i += i < 20 ? 1 : step) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << i % 8);
                Files.write(bad, changed);
                try (VerifiedBackup backup = empty.archive().open(bad, UNWATCHED)) {
                    assertThat(backup.contents()).as("byte %s", i).isEqualTo(written);
                } catch (Refusal refusal) {
                    // The version of the schema is checked first.
                    assertThat(refusal.reason()).as("byte %s", i).isIn(Reason.BACKUP_UNREADABLE, Reason.BACKUP_TOO_NEW);
                    refused++;
                }
            }
            // Some bits of the gzip header have no effect.
            assertThat(refused).isGreaterThan(bytes.length / step);
        }
    }

    @Test
    void a_changed_byte_inside_the_file_is_refused_and_so_is_a_cut() throws Exception {
        assertChangesInsideAreRefused(101, 211);
    }

    @Test
    @Tag("whole")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void whatever_byte_is_changed_inside_the_file_is_refused() throws Exception {
        assertChangesInsideAreRefused(9, 17);
    }

    private void assertChangesInsideAreRefused(int step, int cutStep) throws Exception {
        Path file = directory.resolve("file");
        try (Database full = Database.inMemory();
                Database empty = Database.inMemory()) {
            Population.fill(full, NOW, 1, 2);
            export(full, file);
            byte[] text = unpacked(file);
            for (int i = 0; i < text.length; i += step) {
                byte[] changed = text.clone();
                changed[i] ^= (byte) (1 << i % 7);
                assertRefused(empty, changed);
            }
            assertRefused(empty, Arrays.copyOf(text, text.length + 1));
            for (int length = 0; length < text.length; length += cutStep) {
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

    // A backup of an older version is upgraded by the same migrations as a database of that version.
    @Test
    void what_an_older_keyfob_wrote_goes_the_way_of_its_database() throws Exception {
        Path old = directory.resolve("old");
        Path data = directory.resolve("data");
        Path file = directory.resolve("file");
        Set<Path> inUse = new HashSet<>();
        String user = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
        try (Database version5 = Database.temporary(old, 5)) {
            try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + old.resolve("keyfob"))) {
                execute(
                        connection,
                        "insert into app_user (id, email, roles, created_at) values ('" + user
                                + "', 'alice@example.com', 'admin',"
                                + " timestamp with time zone '2026-01-01 00:00:00.000001+00')");
                execute(
                        connection,
                        "insert into access_token (id, owner_id, name, folded_name, digest, hint, created_at)"
                                + " values ('" + user + "', '" + user + "', 'CI', 'ci', X'" + "00".repeat(32)
                                + "', 'kfpat_...abcd', timestamp with time zone '2026-01-01 00:00:00+00')");
            }
            try (OutputStream bytes = Files.newOutputStream(file)) {
                BackupManifest written = version5.archive().write(bytes, NOW, UNWATCHED);
                assertThat(written.schema()).isEqualTo(5);
                assertThat(written.parts()).extracting(BackupPart::name).doesNotContain("token_policy");
            }
        }

        try (Database database = Database.inDirectory(data, text -> {})) {
            importInto(
                    database, database.archive(), file, (stage, done, total) -> inUse.addAll(temporaryDirectories()));

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

        Database.temporary(old, Migrations.NEWEST).close();
        Map<String, List<String>> migrated = StoredRows.carried(StoredRows.in(old));
        Map<String, List<String>> imported = StoredRows.carried(StoredRows.in(data));
        assertThat(take(imported, "DATA_IMPORTED")).hasSize(1);
        assertThat(take(migrated, "DATA_IMPORTED")).isEmpty();
        assertThat(imported).isEqualTo(migrated);
        assertThat(inUse).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void what_fails_after_it_was_brought_up_to_date_leaves_nothing_behind() throws Exception {
        Path file = directory.resolve("file");
        try (Database version5 = Database.temporary(directory.resolve("old"), 5);
                OutputStream bytes = Files.newOutputStream(file)) {
            version5.archive().write(bytes, NOW, UNWATCHED);
        }
        Set<Path> inUse = new HashSet<>();
        AtomicBoolean isUpToDate = new AtomicBoolean();
        BackupProgress cutOff = (stage, done, total) -> {
            inUse.addAll(temporaryDirectories());
            isUpToDate.compareAndSet(false, stage == BackupProgress.Stage.UPGRADING && done == total);
            if (isUpToDate.get() && stage == BackupProgress.Stage.CHECKING) {
                throw new IllegalStateException("the terminal is gone");
            }
        };

        try (Database database = Database.inDirectory(directory.resolve("data"), text -> {})) {
            assertThatThrownBy(() -> database.archive().open(file, cutOff)).hasMessage("the terminal is gone");
        }

        assertThat(inUse).isNotEmpty().noneMatch(Files::exists);
    }

    /** The directories where this process, and no other, has a file of a backup open. */
    private static Set<Path> temporaryDirectories() {
        Set<Path> found = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            descriptors.map(BackupFileTest::linked).forEach(file -> {
                for (int names = 1; names <= file.getNameCount(); names++) {
                    if (file.getName(names - 1).toString().startsWith("keyfob-backup")) {
                        found.add(file.getRoot().resolve(file.subpath(0, names)));
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Returns the file of an open descriptor, or the root if it has been closed. */
    private static Path linked(Path descriptor) {
        try {
            return descriptor.resolveSibling(Files.readSymbolicLink(descriptor));
        } catch (IOException closed) {
            return Path.of("/");
        }
    }

    private static AccessToken tokenOf(User owner) {
        return AccessToken.issue(
                owner.id(),
                TokenName.parse("New"),
                new TokenFormat("kfpat_").generate(new SecureRandom()),
                new LifeSpan(NOW, Optional.empty()),
                Narrowing.none());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
