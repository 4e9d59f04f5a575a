package dev.keyfob.application.leak;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFormat;
import java.util.List;
import java.util.Optional;

/**
 * Handles a scanning service's report of a leaked secret and returns whether the secret is real. Depending on the
 * settings, the caller revokes the token or only records the leak. The caller has authenticated the service. Only the
 * whole secret can revoke a token, because ids, hints and digests are widely known. Repeating a report changes nothing.
 */
public final class HandleLeakReport {

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final RevokeToken revokeToken;
    private final AuditLog auditLog;

    public HandleLeakReport(AuditedChanges changes, AccessTokens tokens, RevokeToken revokeToken, AuditLog auditLog) {
        this.changes = changes;
        this.tokens = tokens;
        this.revokeToken = revokeToken;
        this.auditLog = auditLog;
    }

    /**
     * Revokes the token, and returns whether the token exists, revoked or not. Audited as a revocation, with the finder
     * and the place.
     */
    public boolean revoke(Actor actor, String presented) {
        boolean isReal = find(presented).isPresent();
        if (isReal) {
            revokeToken.revokePresented(actor, List.of(presented));
        }
        return isReal;
    }

    /**
     * Records the leak without revoking the token, and returns whether the token exists. Audited once for each token
     * that is not revoked.
     */
    public boolean recordOnly(Actor actor, String presented) {
        Optional<AccessToken> found = find(presented);
        found.ifPresent(each -> changes.makeUnchecked(actor, change -> {
            tokens.findForUpdate(each.id())
                    .filter(token -> !token.isRevoked() && !isRecorded(token))
                    .ifPresentOrElse(
                            token -> change.record(AuditAction.TOKEN_LEAKED, new AuditSubject.OfToken(token)),
                            change::nothingToRecord);
        }));
        return found.isPresent();
    }

    private Optional<AccessToken> find(String presented) {
        return TokenFormat.parse(presented).flatMap(secret -> tokens.findByDigest(secret.digest()));
    }

    private boolean isRecorded(AccessToken token) {
        AuditFilter recorded = new AuditFilter(
                Optional.of(AuditAction.TOKEN_LEAKED),
                Optional.of(token.id().toString()),
                Optional.empty(),
                Optional.empty());
        return !auditLog.list(recorded, PageRequest.of(1, Optional.empty()))
                .items()
                .isEmpty();
    }
}
