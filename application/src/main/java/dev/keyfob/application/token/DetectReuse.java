package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.user.User;

/**
 * Detects the use of a secret that a rotation had ended. Two parties then have secrets of one token, one of them is a
 * thief, and Keyfob cannot tell which. So the token is revoked, unless the policy says to report only.
 *
 * <p>However often the secret is tried, an incident is one audit entry with the address and one notice on the owner's
 * page; a revocation has its own entry.
 */
public final class DetectReuse {

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final RetiredSecrets retiredSecrets;
    private final RevokeToken revokeToken;
    private final PolicyInForce policyInForce;

    public DetectReuse(
            AuditedChanges changes,
            AccessTokens tokens,
            RetiredSecrets retiredSecrets,
            RevokeToken revokeToken,
            PolicyInForce policyInForce) {
        this.changes = changes;
        this.tokens = tokens;
        this.retiredSecrets = retiredSecrets;
        this.revokeToken = revokeToken;
        this.policyInForce = policyInForce;
    }

    void detect(RetiredSecret retired, User owner, String address) {
        if (retired.reusedAt().isPresent() && !policyInForce.policy().rotation().revokesOnReuse()) {
            // Repeated attempts must cause no work in the database.
            return;
        }
        changes.makeWithoutActor(address, change -> {
            tokens.findForUpdate(retired.token())
                    .filter(token -> !token.isRevoked())
                    .ifPresentOrElse(token -> detect(change, token, owner, retired.digest()), change::nothingToRecord);
        });
    }

    private void detect(Change change, AccessToken token, User owner, TokenDigest retired) {
        boolean isFirst = retiredSecrets.noteReuse(retired, change.now());
        AccessToken noted = isFirst ? token.reusedFrom(change.address(), change.now()) : token;
        if (isFirst) {
            tokens.update(noted);
            change.by(AuditParty.finder())
                    .recordRefused(AuditAction.TOKEN_REUSED, new AuditSubject.OfOwnedToken(token, owner));
        }
        if (policyInForce.policy().rotation().revokesOnReuse()) {
            revokeToken.revokeReused(noted, owner, change);
        } else if (!isFirst) {
            change.nothingToRecord();
        }
    }
}
