package dev.keyfob.application.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.InMemoryAccessTokens;
import dev.keyfob.application.fake.InMemoryArchive;
import dev.keyfob.application.fake.InMemoryAuditLog;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.fake.InMemoryTransactions;
import dev.keyfob.application.fake.InMemoryUsers;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDataTest {

    private static final BackupProgress UNWATCHED = (stage, done, total) -> {};

    @TempDir
    Path directory;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);
    private final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    private final InMemoryArchive archive = new InMemoryArchive(users, tokens, auditLog);

    @Test
    void tokens_and_history_are_there_and_the_log_says_that_they_came() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Path file = export();
        keyfob.clock.advance(Duration.ofHours(1));

        BackupManifest contents = importInto(tokens).importFrom(keyfob.operator, file, UNWATCHED);

        assertThat(contents.madeAt()).isEqualTo(InMemoryKeyfob.START);
        assertThat(tokens.findByDigest(token.secret().digest())).contains(token.token());
        List<AuditEntry> brought = auditLog.entries.subList(0, auditLog.entries.size() - 1);
        assertThat(brought).isEqualTo(keyfob.auditLog.entries);
        assertThat(brought.get(brought.size() - 1).action()).isEqualTo(AuditAction.DATA_EXPORTED);
        AuditEntry last = auditLog.entries.get(auditLog.entries.size() - 1);
        assertThat(last.action()).isEqualTo(AuditAction.DATA_IMPORTED);
        assertThat(last.subject().name()).isEqualTo("all data as of 2026-11-24T09:30:00Z");
        assertThat(last.at()).isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(1)));
    }

    @Test
    void a_token_that_is_not_found_by_its_digest_fails_the_import() throws Exception {
        keyfob.tokenOf(keyfob.alice, "CI");
        Path file = export();

        assertThatThrownBy(
                        () -> importInto(new InMemoryAccessTokens(users)).importFrom(keyfob.operator, file, UNWATCHED))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.BACKUP_NOT_RESTORED));
        assertThat(auditLog.entries).extracting(AuditEntry::action).doesNotContain(AuditAction.DATA_IMPORTED);
    }

    private Path export() throws IOException {
        Path file = directory.resolve("file");
        try (OutputStream bytes = Files.newOutputStream(file)) {
            keyfob.useCases.backup.exportData.export(keyfob.operator, bytes, UNWATCHED);
        }
        return file;
    }

    private ImportData importInto(InMemoryAccessTokens seen) {
        AuditedChanges changes = new AuditedChanges(
                new InMemoryTransactions(),
                auditLog,
                new ChangeLimit(new Counts(), keyfob.clock),
                (entry, subject) -> {},
                keyfob.clock);
        return new ImportData(changes, archive, seen);
    }
}
