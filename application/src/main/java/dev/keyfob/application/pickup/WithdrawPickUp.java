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
 * Withdraws a pick-up that is still open: nothing is created, and an old secret that was to end keeps working, unless
 * it has ended already. Administrators and the operator withdraw anyone's. Audited.
 */
public final class WithdrawPickUp {

    private final AuditedChanges changes;
    private final PendingPickUps pending;

    public WithdrawPickUp(AuditedChanges changes, PickUps pickUps, AccessTokens tokens) {
        this.changes = changes;
        this.pending = new PendingPickUps(pickUps, tokens);
    }

    /**
     * Withdraws the pick-up and returns it.
     *
     * @throws Refusal if the actor lacks the permission; PICKUP_NOT_FOUND if no open pick-up has that id
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
