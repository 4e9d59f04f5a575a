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
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.util.Optional;

/**
 * Finishes a rotation when its new secret is first used: the new secret becomes the current one, and the old one works
 * for a short grace period more. This is the only write of a successful verification. If it fails, it throws, and the
 * use is refused.
 *
 * <p>If several requests on several nodes use a new secret first at the same time, the rotation is finished and audited
 * once.
 */
public final class FinishRotation {

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final RetiredSecrets retiredSecrets;
    private final PolicyInForce policyInForce;

    public FinishRotation(
            AuditedChanges changes, AccessTokens tokens, RetiredSecrets retiredSecrets, PolicyInForce policyInForce) {
        this.changes = changes;
        this.tokens = tokens;
        this.retiredSecrets = retiredSecrets;
        this.policyInForce = policyInForce;
    }

    /**
     * Returns whether the secret is the current one now. It is not if it was replaced or the token ended in the
     * meantime.
     */
    boolean finish(TokenId id, TokenDigest successor, String address) {
        return changes.makeWithoutActorAndReturn(address, change -> {
            Optional<AccessToken> token = tokens.findForUpdate(id).filter(found -> !found.isRevoked());
            if (token.isPresent() && token.get().hasSuccessor(successor)) {
                finish(change, token.get());
                return true;
            }
            change.nothingToRecord();
            return token.isPresent() && token.get().digest().equals(successor);
        });
    }

    private void finish(Change change, AccessToken token) {
        AccessToken succeeded = token.succeeded();
        retiredSecrets.add(
                token.retired(change.now(), policyInForce.policy().rotation().grace()));
        tokens.update(succeeded);
        change.by(AuditParty.token(succeeded))
                .record(AuditAction.TOKEN_ROTATION_FINISHED, new AuditSubject.OfToken(succeeded));
    }
}
