package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;

/**
 * Dismisses the alarm that an old secret of a token was used, after a person has looked into it. The alarm is no longer
 * shown, and it returns if an old secret is used again; the audit log keeps both. Owners dismiss it for their own
 * tokens, administrators and the operator for anyone's, including revoked tokens; an actor that is a token cannot.
 * Audited.
 */
public final class DismissReuse {

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final RetiredSecrets retiredSecrets;

    public DismissReuse(AuditedChanges changes, AccessTokens tokens, RetiredSecrets retiredSecrets) {
        this.changes = changes;
        this.tokens = tokens;
        this.retiredSecrets = retiredSecrets;
    }

    /**
     * Dismisses the alarm. Does nothing if there is none.
     *
     * @throws Refusal if the actor lacks the permission; TOKEN_NOT_FOUND; TOO_MANY_CHANGES if the account made too many
     *     changes in a short time
     */
    public void dismiss(Actor actor, TokenId id) {
        changes.makeLimited(actor, Permission.TOKEN_CREATE, change -> {
            AccessToken token = tokens.lockVisible(actor, id);
            change.requireFreshUnlessOwn(token.owner());
            if (token.reuse().isEmpty()) {
                change.nothingToRecord();
            } else {
                tokens.forgetReuse(token);
                retiredSecrets.forgetReuses(id);
                change.record(AuditAction.TOKEN_REUSE_DISMISSED, new AuditSubject.OfToken(token));
            }
        });
    }
}
