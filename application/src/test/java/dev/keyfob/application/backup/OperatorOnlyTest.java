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
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.backup.BackupProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorOnlyTest {

    private static final BackupProgress UNWATCHED = (stage, done, total) -> {};

    @TempDir
    Path directory;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);
    private final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    private final InMemoryArchive archive = new InMemoryArchive(users, tokens, auditLog);

    @Test
    void administrators_and_their_tokens_move_nothing() throws Exception {
        Path file = export();
        List<Actor> others = new ArrayList<>(List.of(keyfob.signedIn(keyfob.admin), new Actor.Finder("192.0.2.1")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(others).allSatisfy(actor -> {
            assertThatThrownBy(() -> keyfob.useCases.backup.exportData.export(actor, out, UNWATCHED))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Only the operator");
            assertThatThrownBy(() -> keyfob.useCases.backup.checkData.check(actor, UNWATCHED))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Only the operator");
            assertThatThrownBy(() -> importInto(tokens).importFrom(actor, file, UNWATCHED))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Only the operator");
        });
        assertThat(out.size()).isZero();
        assertThat(auditLog.entries).isEmpty();
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
