package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/**
 * Removes the records of tokens that ended long ago, revoked or expired. What they did stays in the audit log.
 *
 * <p>In batches, each a transaction of its own: others go on meanwhile, and what is interrupted can be begun again.
 */
public final class PurgeTokens {

    private static final int BATCH = 1000;

    private final Transactions transactions;
    private final AccessTokens tokens;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public PurgeTokens(Transactions transactions, AccessTokens tokens, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** How many there are that ended before so long. */
    public long count(Actor actor, Duration endedFor) {
        actor.require(Permission.TOKEN_MANAGE);
        return tokens.countEndedBefore(clock.instant().minus(endedFor));
    }

    /** Removes them, tells after each batch how many are gone, and returns that of the last. */
    public long purge(Actor actor, Duration endedFor, LongConsumer progress) {
        actor.require(Permission.TOKEN_MANAGE);
        Instant now = clock.instant();
        long gone = 0;
        int batch = BATCH;
        while (batch > 0) {
            batch = transactions.inOne(() -> removeBatch(actor, now.minus(endedFor), now));
            gone += batch;
            progress.accept(gone);
        }
        return gone;
    }

    private int removeBatch(Actor actor, Instant before, Instant now) {
        int removed = tokens.removeEndedBefore(before, BATCH);
        if (removed > 0) {
            auditLog.append(AuditEntry.of(actor, AuditAction.TOKENS_PURGED, AuditParty.tokens(removed), now));
        }
        return removed;
    }
}
