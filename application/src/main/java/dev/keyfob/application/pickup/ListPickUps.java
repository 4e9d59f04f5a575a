package dev.keyfob.application.pickup;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;

/** Lists the pick-ups that are waiting: to people their own, to administrators and the operator all of them. */
public final class ListPickUps {

    /** Lists those that end first. There may be more after an administrator prepares tokens for hundreds of people. */
    private static final int MOST = 500;

    private final PickUps pickUps;
    private final PendingPickUps pending;
    private final InstantSource clock;

    public ListPickUps(PickUps pickUps, AccessTokens tokens, InstantSource clock) {
        this.pickUps = pickUps;
        this.pending = new PendingPickUps(pickUps, tokens);
        this.clock = clock;
    }

    /**
     * Returns the actor's own waiting pick-ups, the earliest prepared first.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a signed-in person
     */
    public List<PickUp> own(Actor actor) {
        return pending.openFor(actor.person().id(), clock.instant());
    }

    /**
     * Returns one of the actor's own waiting pick-ups.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a signed-in person; PICKUP_NOT_FOUND if it is not theirs
     */
    public PickUp showOwn(Actor actor, TokenId id) {
        UserId person = actor.person().id();
        return pending.find(id, clock.instant())
                .filter(found -> found.owner().equals(person))
                .orElseThrow(PendingPickUps::notFound);
    }

    /**
     * Returns everyone's waiting pick-ups, the first to end first.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public List<PickUp> all(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return pending.stillOpen(pickUps.allWaiting(clock.instant(), MOST));
    }
}
