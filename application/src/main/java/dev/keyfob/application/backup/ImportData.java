package dev.keyfob.application.backup;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills an empty store from a backup and checks the result before the commit: every part is read back and compared, and
 * every token is looked up by its digest, as verification does. All of it is one transaction, so the store is either
 * full or empty. For the operator only. Audited last, as the entry after the imported log.
 */
public final class ImportData {

    private static final int STEP = 1_000;

    private final AuditedChanges changes;
    private final Archive archive;
    private final AccessTokens tokens;

    public ImportData(AuditedChanges changes, Archive archive, AccessTokens tokens) {
        this.changes = changes;
        this.archive = archive;
        this.tokens = tokens;
    }

    /**
     * Imports the contents of the file and returns a summary of them.
     *
     * @throws Refusal if the actor is not the operator; BACKUP_UNREADABLE, BACKUP_TOO_NEW, or BACKUP_NOT_RESTORED:
     *     nothing is kept then
     */
    public BackupManifest importFrom(Actor actor, Path file, BackupProgress progress) {
        OperatorOnly.require(actor);
        try (VerifiedBackup backup = archive.open(file, progress)) {
            BackupManifest contents = backup.contents();
            changes.makeUnchecked(actor, change -> {
                backup.restore(progress);
                requireEqual(contents.parts(), archive.contents(progress));
                requireEveryTokenFound(backup, progress);
                change.record(
                        AuditAction.DATA_IMPORTED,
                        new AuditSubject.AllData(Optional.of(contents.madeAt())),
                        later(change.now(), contents.madeAt()));
            });
            return contents;
        }
    }

    private static void requireEqual(List<BackupPart> promised, List<BackupPart> found) {
        for (BackupPart part : promised) {
            if (!found.contains(part)) {
                throw notRestored(part.name() + " is not what the file holds");
            }
        }
        if (found.size() != promised.size()) {
            throw notRestored("there is more data than in the file");
        }
    }

    private void requireEveryTokenFound(VerifiedBackup backup, BackupProgress progress) {
        long total = backup.tokens();
        AtomicLong done = new AtomicLong();
        backup.eachToken((id, digest) -> {
            requireFound(id, digest);
            if (done.incrementAndGet() % STEP == 0 || done.get() == total) {
                progress.reached(Stage.VERIFYING, done.get(), total);
            }
        });
    }

    private void requireFound(TokenId id, TokenDigest digest) {
        Optional<TokenId> found = tokens.findByDigest(digest).map(AccessToken::id);
        if (!found.equals(Optional.of(id))) {
            throw notRestored("the token " + id + " is not found by its digest");
        }
    }

    private static Refusal notRestored(String what) {
        return new Refusal(
                Reason.BACKUP_NOT_RESTORED,
                "What was imported was read back, and " + what + ". Nothing was kept: the data is as empty as before."
                        + " Try again; if that fails too, check the disk and the database's log.");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
