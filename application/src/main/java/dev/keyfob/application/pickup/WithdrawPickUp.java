package dev.keyfob.application.pickup;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;

/**
 * Withdraws what was prepared and not picked up: nothing is made, and a secret that was to end keeps working, unless
 * its end has come. Administrators and the operator withdraw anyone's. Audited.
 */
public final class WithdrawPickUp {

    private final AuditedChanges changes;
    private final PendingPickUps pending;

    public WithdrawPickUp(AuditedChanges changes, PickUps pickUps, AccessTokens tokens) {
        this.changes = changes;
        this.pending = new PendingPickUps(pickUps, tokens);
    }

    /**
     * Withdraws it, and returns what it was.
     *
     * @throws Refusal if the actor lacks the permission; PICKUP_NOT_FOUND if nothing waits under that id
     */
    public PickUp withdraw(Actor actor, TokenId id) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            PickUp found = pending.lock(id, change.now(), each -> true);
            pending.drop(found, change.now());
            change.record(AuditAction.TOKEN_PICKUP_WITHDRAWN, new AuditSubject.OfPickUp(found));
            return found;
        });
    }
}
