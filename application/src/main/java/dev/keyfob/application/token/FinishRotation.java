package dev.keyfob.application.token;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Finishes a rotation as its new secret is first used: that becomes the one in use, and the old one is put aside with a
 * short grace. It is the one place where a verification writes; when it cannot, it throws, and the use is refused.
 *
 * <p>However many use a new secret first at once, at however many nodes, it is finished and audited once.
 */
public final class FinishRotation {

    private final Transactions transactions;
    private final AccessTokens tokens;
    private final RetiredSecrets retiredSecrets;
    private final AuditLog auditLog;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public FinishRotation(
            Transactions transactions,
            AccessTokens tokens,
            RetiredSecrets retiredSecrets,
            AuditLog auditLog,
            PolicyInForce policyInForce,
            InstantSource clock) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.retiredSecrets = retiredSecrets;
        this.auditLog = auditLog;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /** Says whether that secret is the one in use now. It is not where it was replaced, or the token ended, meanwhile. */
    boolean finish(TokenId id, TokenDigest successor, String address) {
        return transactions.inOne(() -> tokens.findForUpdate(id)
                .filter(token -> !token.isRevoked())
                .filter(token -> token.digest().equals(successor) || isFinished(token, successor, address))
                .isPresent());
    }

    private boolean isFinished(AccessToken token, TokenDigest successor, String address) {
        if (token.rotation()
                .filter(begun -> begun.successor().equals(successor))
                .isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        AccessToken succeeded = token.succeeded();
        retiredSecrets.add(token.retired(now, policyInForce.policy().rotation().grace()));
        tokens.update(succeeded);
        auditLog.append(AuditEntry.seen(
                AuditParty.token(succeeded),
                AuditAction.TOKEN_ROTATION_FINISHED,
                AuditParty.token(succeeded),
                now,
                address));
        return true;
    }
}
