package dev.keyfob.application.audit;

import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditCut;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.ChainWalk;
import dev.keyfob.domain.audit.HeadComparison;
import dev.keyfob.domain.audit.StoredEntry;
import dev.keyfob.domain.permission.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Checks the hash chain of the audit log from beginning to head and reports the first fault: a changed, missing, added,
 * reordered or unsealed record, or a changed head. Also compares the log with a saved head. For administrators and the
 * operator. Not audited; changes nothing.
 *
 * <p>It reads a window of records at a time, so memory use does not grow with the log. Entries that are added during
 * the walk are left for the next one. If the log is cut during the walk, it starts again.
 */
public final class VerifyAudit {

    private static final int WINDOW = 1000;

    private final AuditChain chain;
    private final AuditMac seals;

    public VerifyAudit(AuditChain chain, AuditMac seals) {
        this.chain = chain;
        this.seals = seals;
    }

    /** Returns the number and hash of the latest entry, to be kept elsewhere and compared later. */
    public ChainPosition head(Actor actor) {
        actor.require(Permission.AUDIT_VIEW);
        return chain.ends().head();
    }

    /** Returns the number of entries to verify. */
    public long count(Actor actor) {
        actor.require(Permission.AUDIT_VIEW);
        return chain.ends().count();
    }

    /** Verifies the log, and compares it with {@code kept}, a head saved earlier. Reports progress in entries. */
    public AuditVerdict verify(Actor actor, Optional<ChainPosition> kept, LongConsumer progress) {
        actor.require(Permission.AUDIT_VIEW);
        while (true) {
            ChainEnds ends = chain.ends();
            Optional<ChainFault> fault = firstFault(ends, progress);
            if (fault.isEmpty() || chain.ends().base().equals(ends.base())) {
                return new AuditVerdict(ends, fault, kept.map(head -> compared(head, ends)));
            }
        }
    }

    private Optional<ChainFault> firstFault(ChainEnds ends, LongConsumer progress) {
        Optional<ChainFault> uncovered = uncoveredBeginning(ends.base());
        if (uncovered.isPresent()) {
            return uncovered;
        }
        ChainWalk walk = ChainWalk.from(ends.base());
        long head = ends.head().number();
        while (walk.position().number() < head) {
            long from = walk.position().number();
            long last = Math.min(from + WINDOW, head);
            walk = walk.over(chain.read(from, (int) (last - from)), last, this::isSealed);
            if (walk.fault().isPresent()) {
                return walk.fault().map(found -> withEndOfGap(found, head));
            }
            progress.accept(walk.position().number() - ends.base().number());
        }
        if (!walk.position().equals(ends.head())) {
            return Optional.of(ChainFault.headChanged(ends.head()));
        }
        return beside(ends);
    }

    // Entries may be missing at the beginning only if a record in the chain says that they were cut.
    private Optional<ChainFault> uncoveredBeginning(ChainPosition base) {
        Optional<ChainPosition> cut =
                chain.latestCut().flatMap(StoredEntry::entry).flatMap(AuditCut::recordedBy);
        if (base.equals(ChainPosition.START) && cut.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> hashAtCut = cut.filter(at -> at.number() >= base.number())
                .flatMap(at -> at.number() == base.number() ? Optional.of(base.hash()) : hashOf(at.number()));
        boolean isCovered =
                hashAtCut.filter(hash -> hash.equals(cut.orElseThrow().hash())).isPresent();
        return isCovered
                ? Optional.empty()
                : Optional.of(ChainFault.missing(
                        1, Math.max(1, base.number()), ", and no record of a cut in the log covers that."));
    }

    private Optional<String> hashOf(long number) {
        return chain.read(number - 1, 1).stream().findFirst().map(StoredEntry::hash);
    }

    private boolean isSealed(StoredEntry record) {
        return seals.isRight(record.position(), record.seal());
    }

    private ChainFault withEndOfGap(ChainFault found, long head) {
        if (found.kind() != ChainFault.Kind.MISSING) {
            return found;
        }
        for (long after = found.number(); after < head; after += WINDOW) {
            List<StoredEntry> next = chain.read(after, (int) Math.min(WINDOW, head - after));
            if (!next.isEmpty()) {
                return ChainFault.missing(found.number(), next.get(0).number() - 1, ".");
            }
        }
        return ChainFault.truncated(found.number(), head);
    }

    // A record beyond the head is not a fault if the log has grown that far since the walk began.
    private Optional<ChainFault> beside(ChainEnds ends) {
        return chain.findBeside(ends)
                .filter(record -> record.number() <= ends.head().number()
                        || record.number() > chain.ends().head().number())
                .map(record -> ChainFault.extra(
                        record,
                        record.number() > ends.head().number() ? "after the end of the log" : "before its beginning"));
    }

    private HeadComparison compared(ChainPosition kept, ChainEnds ends) {
        if (kept.number() > ends.head().number()) {
            return new HeadComparison(kept, ends, HeadComparison.Outcome.LOST);
        }
        if (kept.number() < ends.base().number()) {
            return new HeadComparison(kept, ends, HeadComparison.Outcome.CUT_AWAY);
        }
        Optional<String> hash =
                kept.number() == ends.base().number() ? Optional.of(ends.base().hash()) : hashOf(kept.number());
        return new HeadComparison(
                kept,
                ends,
                hash.equals(Optional.of(kept.hash()))
                        ? HeadComparison.Outcome.CONTAINED
                        : HeadComparison.Outcome.REWRITTEN);
    }
}
