package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/**
 * Removes the records of tokens that were revoked or expired long ago. The audit log keeps their entries.
 *
 * <p>Works in batches, each in its own transaction, so that other requests are not blocked. An interrupted purge can be
 * started again.
 */
public final class PurgeTokens {

    private static final int BATCH = 1000;

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final InstantSource clock;

    public PurgeTokens(AuditedChanges changes, AccessTokens tokens, InstantSource clock) {
        this.changes = changes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Counts the tokens that were revoked or expired longer ago than {@code endedFor}.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public long count(Actor actor, Duration endedFor) {
        actor.require(Permission.TOKEN_MANAGE);
        return tokens.countEndedBefore(clock.instant().minus(endedFor));
    }

    /**
     * Removes the tokens that {@link #count} counts, in batches. Each batch is audited.
     *
     * @param progress receives the number of removed tokens after each batch
     * @return the number of removed tokens
     * @throws Refusal if the actor lacks the permission
     */
    public long purge(Actor actor, Duration endedFor, LongConsumer progress) {
        actor.require(Permission.TOKEN_MANAGE);
        Instant now = clock.instant();
        long gone = 0;
        int batch = BATCH;
        while (batch > 0) {
            batch = changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
                return removeBatch(change, now.minus(endedFor));
            });
            gone += batch;
            progress.accept(gone);
        }
        return gone;
    }

    private int removeBatch(Change change, Instant before) {
        int removed = tokens.removeEndedBefore(before, BATCH);
        if (removed > 0) {
            change.record(AuditAction.TOKENS_PURGED, new AuditSubject.TokensOfAnyone(removed));
        } else {
            change.nothingToRecord();
        }
        return removed;
    }
}
