package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import java.time.InstantSource;

/**
 * Lets a suspended token work again, with the secret that it has. Administrators and the operator resume any; owners
 * what they suspended themselves, so that nobody undoes an administrator's decision. Audited.
 */
public final class ResumeToken {

    private final Transactions transactions;
    private final AccessTokens tokens;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final InstantSource clock;

    public ResumeToken(
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

    public void resume(Actor actor, TokenId id) {
        actor.require(Permission.TOKEN_CREATE);
        changeLimit.takeChange(actor);
        transactions.inOne(() -> {
            AccessToken token = tokens.lockUnrevoked(actor, id);
            if (!token.isSuspended()) {
                return;
            }
            boolean isOwnDoing = token.suspension()
                    .filter(by -> by.by().equals(actor.party().name()))
                    .isPresent();
            if (!isOwnDoing && !actor.may(Permission.TOKEN_MANAGE)) {
                throw new Refusal(
                        Reason.SUSPENDED_BY_OTHERS,
                        "An administrator suspended this token. Ask an administrator to resume it.");
            }
            tokens.update(token.resume());
            auditLog.append(AuditEntry.of(actor, AuditAction.TOKEN_RESUMED, AuditParty.token(token), clock.instant()));
        });
    }
}
