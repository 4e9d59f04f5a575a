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
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.TokenDigest;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Notices that a secret was used which a rotation had ended: two hold secrets of one token, and one of them is a thief;
 * nobody can tell which. So the token is revoked, unless the policy says that it is only reported.
 *
 * <p>An incident is one entry of the audit log with the address, however often the secret is tried, and one notice on
 * the owner's page; a revocation has its own entry.
 */
public final class NoticeReuse {

    private final Transactions transactions;
    private final AccessTokens tokens;
    private final RetiredSecrets retiredSecrets;
    private final RevokeToken revokeToken;
    private final AuditLog auditLog;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public NoticeReuse(
            Transactions transactions,
            AccessTokens tokens,
            RetiredSecrets retiredSecrets,
            RevokeToken revokeToken,
            AuditLog auditLog,
            PolicyInForce policyInForce,
            InstantSource clock) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.retiredSecrets = retiredSecrets;
        this.revokeToken = revokeToken;
        this.auditLog = auditLog;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    void notice(RetiredSecret retired, String address) {
        if (retired.reusedAt().isPresent() && !policyInForce.policy().rotation().isReuseToRevoke()) {
            // Whoever tries again and again makes no work for the database.
            return;
        }
        transactions.inOne(() -> tokens.findForUpdate(retired.token())
                .filter(token -> !token.isRevoked())
                .ifPresent(token -> notice(token, retired.digest(), address)));
    }

    private void notice(AccessToken token, TokenDigest retired, String address) {
        Instant now = clock.instant();
        boolean isFirst = retiredSecrets.noteReuse(retired, now);
        AccessToken noted = isFirst ? token.reusedFrom(address, now) : token;
        if (isFirst) {
            tokens.update(noted);
            auditLog.append(AuditEntry.refused(
                    AuditParty.finder(), AuditAction.TOKEN_REUSED, AuditParty.token(token), now, address));
        }
        if (policyInForce.policy().rotation().isReuseToRevoke()) {
            revokeToken.revokeReused(noted, address, now);
        }
    }
}
