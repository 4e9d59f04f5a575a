package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;

/**
 * Suspends a token: it is refused from the next request on, and keeps its record, name and secret. Owners suspend their
 * own, administrators and the operator anyone's; an actor that is a token suspends none. Audited once.
 */
public final class SuspendToken {

    private final AuditedChanges changes;
    private final AccessTokens tokens;

    public SuspendToken(AuditedChanges changes, AccessTokens tokens) {
        this.changes = changes;
        this.tokens = tokens;
    }

    /**
     * Suspends the token. Does nothing if it is suspended already.
     *
     * @throws Refusal if the actor lacks the permission; TOKEN_NOT_FOUND, TOKEN_ENDED; TOO_MANY_CHANGES if the account
     *     made too many changes in a short time
     */
    public void suspend(Actor actor, TokenId id) {
        changes.makeLimited(actor, Permission.TOKEN_CREATE, change -> {
            AccessToken token = tokens.lockUnrevoked(actor, id);
            change.requireFreshUnlessOwn(token.owner());
            if (token.isSuspended()) {
                change.nothingToRecord();
            } else {
                String by = actor.party().name();
                tokens.update(
                        actor.isActingFor(token.owner())
                                ? token.suspendByOwner(change.now(), by)
                                : token.suspend(change.now(), by));
                change.record(AuditAction.TOKEN_SUSPENDED, new AuditSubject.OfToken(token));
            }
        });
    }
}
