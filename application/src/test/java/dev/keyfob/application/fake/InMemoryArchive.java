package dev.keyfob.application.fake;

import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.VerifiedBackup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupPart;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import dev.keyfob.domain.backup.TableReadResult;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.User;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Keeps users, tokens and the audit log. The file contains only a key; the data stays in memory. */
public final class InMemoryArchive implements Archive {

    private static final Map<String, Kept> KEPT = new ConcurrentHashMap<>();

    private final InMemoryUsers users;
    private final InMemoryAccessTokens tokens;
    private final InMemoryAuditLog auditLog;

    private record Kept(List<User> users, List<AccessToken> tokens, List<AuditEntry> entries, Instant at) {

        BackupManifest contents() {
            return new BackupManifest(
                    1, "a fake", at, List.of(part("user", users), part("token", tokens), part("audit", entries)));
        }

        private static BackupPart part(String name, Collection<?> rows) {
            int sum = rows.stream().mapToInt(Object::hashCode).sum();
            return new BackupPart(name, rows.size(), Integer.toHexString(sum));
        }
    }

    public InMemoryArchive(InMemoryUsers users, InMemoryAccessTokens tokens, InMemoryAuditLog auditLog) {
        this.users = users;
        this.tokens = tokens;
        this.auditLog = auditLog;
    }

    @Override
    public BackupManifest write(OutputStream file, Instant at, BackupProgress progress) {
        String ticket = "a fake backup " + UUID.randomUUID();
        Kept kept = now(at);
        KEPT.put(ticket, kept);
        try {
            file.write(ticket.getBytes(StandardCharsets.UTF_8));
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.reached(
                Stage.EXPORTING, kept.contents().rows(), kept.contents().rows());
        return kept.contents();
    }

    @Override
    public VerifiedBackup open(Path file, BackupProgress progress) {
        Kept kept = Optional.ofNullable(KEPT.get(textOf(file)))
                .orElseThrow(() -> new Refusal(Reason.BACKUP_UNREADABLE, "The file is not a backup."));
        return new VerifiedBackup() {
            @Override
            public BackupManifest contents() {
                return kept.contents();
            }

            @Override
            public void restore(BackupProgress restoring) {
                if (now(kept.at()).contents().rows() > 0) {
                    throw new Refusal(Reason.DATA_NOT_EMPTY, "There is data already.");
                }
                kept.users().forEach(users::add);
                kept.tokens().forEach(tokens::add);
                kept.entries().forEach(auditLog::append);
            }

            @Override
            public long tokens() {
                return kept.tokens().size();
            }

            @Override
            public void eachToken(BiConsumer<TokenId, TokenDigest> told) {
                kept.tokens().forEach(token -> told.accept(token.id(), token.digest()));
            }

            @Override
            public void close() {
                // Nothing to remove.
            }
        };
    }

    @Override
    public List<BackupPart> contents(BackupProgress progress) {
        return now(Instant.EPOCH).contents().parts();
    }

    @Override
    public List<TableReadResult> readAll(BackupProgress progress) {
        return contents(progress).stream()
                .map(part -> new TableReadResult(part.name(), part.rows(), true))
                .toList();
    }

    private Kept now(Instant at) {
        return new Kept(
                List.copyOf(users.byId.values()), List.copyOf(tokens.byId.values()), List.copyOf(auditLog.entries), at);
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
