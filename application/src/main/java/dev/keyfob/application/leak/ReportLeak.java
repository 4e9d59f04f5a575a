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
 * Takes a scanning service's report that a secret is public, and tells it whether the secret is real. The caller has
 * checked who the service is. The whole secret is needed: many know an id, a hint or a digest, so these end nothing.
 * The same report again changes nothing.
 */
public final class ReportLeak {

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final RevokeToken revokeToken;
    private final AuditLog auditLog;

    public ReportLeak(AuditedChanges changes, AccessTokens tokens, RevokeToken revokeToken, AuditLog auditLog) {
        this.changes = changes;
        this.tokens = tokens;
        this.revokeToken = revokeToken;
        this.auditLog = auditLog;
    }

    /**
     * Ends the token, and says whether there is one, ended or not. Audited as a revocation, with who found it where.
     */
    public boolean end(Actor actor, String presented) {
        boolean isReal = find(presented).isPresent();
        if (isReal) {
            revokeToken.revokePresented(actor, List.of(presented));
        }
        return isReal;
    }

    /** Lets the token live, and says whether there is one. Audited once for each token that is not revoked. */
    public boolean note(Actor actor, String presented) {
        Optional<AccessToken> found = find(presented);
        found.ifPresent(each -> changes.make(actor, change -> {
            tokens.findForUpdate(each.id())
                    .filter(token -> !token.isRevoked() && !isNoted(token))
                    .ifPresentOrElse(
                            token -> change.record(AuditAction.TOKEN_LEAKED, new AuditSubject.OfToken(token)),
                            change::nothingToRecord);
        }));
        return found.isPresent();
    }

    private Optional<AccessToken> find(String presented) {
        return TokenFormat.parse(presented).flatMap(secret -> tokens.findByDigest(secret.digest()));
    }

    private boolean isNoted(AccessToken token) {
        AuditFilter noted = new AuditFilter(
                Optional.of(AuditAction.TOKEN_LEAKED),
                Optional.of(token.id().toString()),
                Optional.empty(),
                Optional.empty());
        return !auditLog.list(noted, PageRequest.of(1, Optional.empty()))
                .items()
                .isEmpty();
    }
}
