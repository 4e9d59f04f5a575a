package dev.keyfob.application.pickup;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;

/**
 * Declines a pick-up: nothing is created, and an old secret that was to end keeps working. Only the owner may decline.
 * Audited, so the administrator who prepared it can see that.
 */
public final class DeclinePickUp {

    private final AuditedChanges changes;
    private final PendingPickUps pending;

    public DeclinePickUp(AuditedChanges changes, PickUps pickUps, AccessTokens tokens) {
        this.changes = changes;
        this.pending = new PendingPickUps(pickUps, tokens);
    }

    /**
     * Declines the pick-up.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a signed-in person; PICKUP_NOT_FOUND if no such pick-up waits
     *     for them
     */
    public void decline(Actor actor, TokenId id) {
        actor.person();
        changes.makeLimitedUnchecked(actor, change -> {
            PickUp found = pending.lock(id, change.now(), each -> actor.isActingFor(each.owner()));
            pending.drop(found, change.now());
            change.record(AuditAction.TOKEN_PICKUP_DECLINED, new AuditSubject.OfPickUp(found));
        });
    }
}
