package dev.keyfob.application.audit;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditCut;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import dev.keyfob.domain.permission.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Removes the oldest part of the audit log and leaves a record in the chain: the last removed entry, how many were
 * removed, and who signed it off. For administrators and the operator.
 *
 * <p>Refuses to remove entries younger than the setting allows, and refuses if the log is not intact, because removing
 * the evidence would not repair it. The record is written first; the entries are removed after it, in batches. An
 * interrupted cut counts as done, and the next cut finishes it.
 */
public final class CutAudit {

    private static final int BATCH = 1000;

    private final AuditedChanges changes;
    private final Transactions transactions;
    private final AuditChain chain;
    private final VerifyAudit verifyAudit;
    private final Duration keptAtLeast;
    private final InstantSource clock;

    public CutAudit(
            AuditedChanges changes,
            Transactions transactions,
            AuditChain chain,
            VerifyAudit verifyAudit,
            Duration keptAtLeast,
            InstantSource clock) {
        this.changes = changes;
        this.transactions = transactions;
        this.chain = chain;
        this.verifyAudit = verifyAudit;
        this.keptAtLeast = keptAtLeast;
        this.clock = clock;
    }

    /**
     * Counts the entries that come before the first entry of that time or later.
     *
     * @throws Refusal if the actor lacks a permission or the time is too recent
     */
    public long count(Actor actor, Instant before) {
        actor.require(Permission.AUDIT_VIEW);
        actor.require(Permission.TOKEN_MANAGE);
        requireOldEnough(before);
        return Math.max(target(before).number(), begun().number())
                - chain.ends().base().number();
    }

    /**
     * Removes the entries that {@link #count} counts, in batches.
     *
     * @param signedOffBy who agreed to the cut, for the record in the log
     * @param progress receives the number of removed entries after each batch
     * @return the number of removed entries
     * @throws Refusal if the actor lacks a permission, the time is too recent, or the log is not intact
     */
    public long cut(Actor actor, Instant before, String signedOffBy, LongConsumer progress) {
        actor.require(Permission.AUDIT_VIEW);
        actor.require(Permission.TOKEN_MANAGE);
        requireOldEnough(before);
        verifyAudit.verify(actor, Optional.empty(), followed -> {}).fault().ifPresent(CutAudit::refuse);
        ChainPosition upTo = changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            return signOff(change, before, AuditCut.name(signedOffBy));
        });
        long gone = 0;
        int batch = BATCH;
        while (batch > 0) {
            batch = transactions.inOne(() -> chain.removeFirst(BATCH, upTo.number()));
            gone += batch;
            progress.accept(gone);
        }
        return gone;
    }

    private ChainPosition signOff(Change change, Instant before, String name) {
        ChainPosition target = target(before);
        ChainPosition begun = begun();
        if (target.number() <= begun.number()) {
            change.nothingToRecord();
            return begun;
        }
        long count =
                target.number() - Math.max(begun.number(), chain.ends().base().number());
        change.record(AuditAction.AUDIT_CUT, new AuditSubject.LogCut(new AuditCut(target, count, name)));
        return target;
    }

    private ChainPosition target(Instant before) {
        return chain.lastBefore(before)
                .map(StoredEntry::position)
                .orElse(chain.ends().base());
    }

    /** Returns the end of the latest signed-off cut, whether or not its entries have been removed yet. */
    private ChainPosition begun() {
        return chain.latestCut()
                .flatMap(StoredEntry::entry)
                .flatMap(AuditCut::recordedBy)
                .orElse(ChainPosition.START);
    }

    private void requireOldEnough(Instant before) {
        Instant latest = clock.instant().minus(keptAtLeast);
        if (before.isAfter(latest)) {
            throw new Refusal(
                    Reason.AUDIT_TOO_RECENT,
                    "What happened in the last " + keptAtLeast.toDays() + " days is kept (audit.keep_days). Name a"
                            + " time up to " + latest + ".");
        }
    }

    private static void refuse(ChainFault fault) {
        throw new Refusal(
                Reason.AUDIT_NOT_INTACT,
                "The log is not intact, so nothing was removed. " + fault.explanation()
                        + " Look into that first: keyfob audit verify shows the details.");
    }
}
