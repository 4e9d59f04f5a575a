package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets a token rest: it is refused from the next request on, and its record, name and secret stay. Owners do it to their
 * own, administrators and the operator to anyone's; a token cannot. Audited, once.
 */
public final class SuspendToken {

    private final Transactions transactions;
    private final AccessTokens tokens;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final InstantSource clock;

    public SuspendToken(
            Transactions transactions,
            AccessTokens tokens,
            AuditLog auditLog,
            ChangeLimit changeLimit,
            InstantSource clock) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.auditLog = auditLog;
        this.changeLimit = changeLimit;
        this.clock = clock;
    }

    public void suspend(Actor actor, TokenId id) {
        actor.require(Permission.TOKEN_CREATE);
        changeLimit.takeChange(actor);
        transactions.inOne(() -> {
            AccessToken token = tokens.lockUnrevoked(actor, id);
            if (!token.isSuspended()) {
                Instant now = clock.instant();
                tokens.update(token.suspend(now, actor.party().name()));
                auditLog.append(AuditEntry.of(actor, AuditAction.TOKEN_SUSPENDED, AuditParty.token(token), now));
            }
        });
    }
}
