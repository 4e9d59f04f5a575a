package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;

/**
 * Resumes a suspended token, which keeps its secret. Administrators and the operator resume any token. Owners resume
 * only what they suspended themselves, so that they cannot undo an administrator's decision. Audited.
 */
public final class ResumeToken {

    private final AuditedChanges changes;
    private final AccessTokens tokens;

    public ResumeToken(AuditedChanges changes, AccessTokens tokens) {
        this.changes = changes;
        this.tokens = tokens;
    }

    /**
     * Resumes the token. Does nothing if it is not suspended.
     *
     * @throws Refusal if the actor lacks the permission; TOKEN_NOT_FOUND, TOKEN_ENDED, SUSPENDED_BY_OTHERS;
     *     TOO_MANY_CHANGES if the account made too many changes in a short time
     */
    public void resume(Actor actor, TokenId id) {
        changes.makeLimited(actor, Permission.TOKEN_CREATE, change -> {
            AccessToken token = tokens.lockUnrevoked(actor, id);
            change.requireFreshUnlessOwn(token.owner());
            if (!token.isSuspended()) {
                change.nothingToRecord();
                return;
            }
            if (!mayResume(actor, token)) {
                throw new Refusal(
                        Reason.SUSPENDED_BY_OTHERS,
                        "An administrator suspended this token. Ask an administrator to resume it.");
            }
            tokens.update(token.resume());
            change.record(AuditAction.TOKEN_RESUMED, new AuditSubject.OfToken(token));
        });
    }

    /** Returns whether an actor who may create tokens and may see this one may resume it. */
    public boolean mayResume(Actor actor, AccessToken token) {
        boolean isOwnDoing = token.isSuspendedByOwner() && actor.isActingFor(token.owner());
        return isOwnDoing || actor.may(Permission.TOKEN_MANAGE);
    }
}
