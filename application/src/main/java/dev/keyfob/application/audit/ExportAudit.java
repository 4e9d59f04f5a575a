package dev.keyfob.application.audit;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.StoredEntry;
import dev.keyfob.domain.permission.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Exports the audit log for other programs, the earliest entry first. For administrators and the operator. The export
 * is audited before the first line is written, so an export without an end time ends with its own entry.
 *
 * <p>It reads a window of records at a time, so memory use does not grow with the log.
 */
public final class ExportAudit {

    private static final int WINDOW = 1000;

    private final AuditedChanges changes;
    private final AuditChain chain;

    public ExportAudit(AuditedChanges changes, AuditChain chain) {
        this.changes = changes;
        this.chain = chain;
    }

    /** What to export: the entries from {@code since} (inclusive) to {@code until} (exclusive). */
    public record Wanted(AuditFormat format, Optional<Instant> since, Optional<Instant> until) {

        String text() {
            return format.code()
                    + since.map(start -> " from " + start).orElse("")
                    + until.map(end -> " before " + end).orElse("");
        }

        boolean includes(Instant at) {
            return since.map(start -> !at.isBefore(start)).orElse(true)
                    && until.map(at::isBefore).orElse(true);
        }
    }

    /** Returns the number of entries that an export reads. */
    public long count(Actor actor) {
        actor.require(Permission.AUDIT_VIEW);
        return chain.ends().count();
    }

    /**
     * Writes the export line by line to {@code out}, reports how many entries were read, and returns how many were
     * written.
     */
    public long export(Actor actor, Wanted wanted, Consumer<String> out, LongConsumer progress) {
        changes.makeLimited(actor, Permission.AUDIT_VIEW, change -> {
            change.record(AuditAction.AUDIT_EXPORTED, new AuditSubject.LogExport(wanted.text()));
        });
        ChainEnds ends = chain.ends();
        out.accept(wanted.format().head());
        long written = 0;
        for (long after = ends.base().number(); after < ends.head().number(); after += WINDOW) {
            long last = Math.min(after + WINDOW, ends.head().number());
            List<StoredEntry> window = chain.read(after, (int) (last - after));
            requireNotCut(ends, window, last - after);
            for (StoredEntry record : window) {
                if (wanted.includes(record.at())) {
                    out.accept(wanted.format().line(record));
                    written++;
                }
            }
            progress.accept(last - ends.base().number());
        }
        return written;
    }

    private void requireNotCut(ChainEnds ends, List<StoredEntry> window, long expected) {
        if (window.size() != expected && !chain.ends().base().equals(ends.base())) {
            throw new Refusal(
                    Reason.AUDIT_NOT_INTACT,
                    "The log was cut during the export, so the export is incomplete. Export it again.");
        }
    }
}
