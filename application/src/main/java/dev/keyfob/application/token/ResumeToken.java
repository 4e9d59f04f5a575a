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
 * Lets a suspended token work again, with the secret that it has. Administrators and the operator resume any; owners
 * what they suspended themselves, so that nobody undoes an administrator's decision. Audited.
 */
public final class ResumeToken {

    private final AuditedChanges changes;
    private final AccessTokens tokens;

    public ResumeToken(AuditedChanges changes, AccessTokens tokens) {
        this.changes = changes;
        this.tokens = tokens;
    }

    /**
     * Resumes it; where it is not suspended, nothing changes.
     *
     * @throws Refusal if the actor lacks the permission; TOKEN_NOT_FOUND, TOKEN_ENDED, SUSPENDED_BY_OTHERS;
     *     TOO_MANY_CHANGES where the account changed too much in a short time
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

    /** Whether somebody who may create tokens may resume this one, which is theirs to see. */
    public boolean mayResume(Actor actor, AccessToken token) {
        boolean isOwnDoing = token.suspension()
                .filter(by -> by.by().equals(actor.party().name()))
                .isPresent();
        return isOwnDoing || actor.may(Permission.TOKEN_MANAGE);
    }
}
