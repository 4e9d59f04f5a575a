package dev.keyfob.application.pickup;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Prepares a token for a user, who picks it up. The secret is created at the pick-up, so the administrator never has a
 * secret that acts as another user. Administrators and the operator prepare tokens for anyone; an actor that is a token
 * cannot. Audited.
 *
 * <p>Refuses now what could not be picked up at present. Policy and permission ceiling are checked again at the
 * pick-up, and the limit of tokens per user is checked only then.
 */
public final class PrepareToken {

    /** The maximum number that wait for one person. */
    static final int MOST_WAITING = 20;

    private final AuditedChanges changes;
    private final Users users;
    private final AccessTokens tokens;
    private final PickUps pickUps;
    private final PendingPickUps pending;
    private final TokenSettings settings;
    private final PolicyInForce policyInForce;

    public PrepareToken(
            AuditedChanges changes,
            Users users,
            AccessTokens tokens,
            PickUps pickUps,
            TokenSettings settings,
            PolicyInForce policyInForce) {
        this.changes = changes;
        this.users = users;
        this.tokens = tokens;
        this.pickUps = pickUps;
        this.pending = new PendingPickUps(pickUps, tokens);
        this.settings = settings;
        this.policyInForce = policyInForce;
    }

    /**
     * Prepares the token.
     *
     * @throws Refusal if the actor lacks the permission; USER_NOT_FOUND, OWNER_DISABLED; NAME_TAKEN; TOO_MANY_PICKUPS;
     *     or if the policy or the ceiling would not allow the owner to have it
     */
    public PickUp prepare(Actor actor, PreparedToken wanted) {
        actor.require(Permission.TOKEN_MANAGE);
        settings.ceiling().requireWithin(wanted.restrictions().narrowing());
        TokenPolicy policy = policyInForce.policy();
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            // Locks the owner's row, so that two concurrent requests cannot use the last free place or the same name.
            User owner = users.findByEmail(wanted.owner())
                    .flatMap(found -> users.findForUpdate(found.id()))
                    .orElseThrow(() -> new Refusal(
                            Reason.USER_NOT_FOUND,
                            "There is no user " + wanted.owner() + ". Correct the address, or add the user first."));
            Instant now = change.now();
            pickUps.removeEndedAt(now);
            requirePossible(owner, wanted, policy, now);
            PickUp pickUp = PickUp.ofToken(
                    owner.id(),
                    wanted.name(),
                    change.stamp(),
                    new Offer.NewToken(wanted.life(), wanted.restrictions(), wanted.note()));
            pickUps.put(pickUp);
            change.record(AuditAction.TOKEN_PREPARED, new AuditSubject.OfPickUp(pickUp));
            return pickUp;
        });
    }

    private void requirePossible(User owner, PreparedToken wanted, TokenPolicy policy, Instant now) {
        if (!owner.isEnabled()) {
            throw new Refusal(
                    Reason.OWNER_DISABLED, "That user is disabled. Enable the user first, then prepare the token.");
        }
        policy.creation().against(Optional.of(owner)).ifPresent(refusal -> {
            throw refusal;
        });
        wanted.life().ifPresent(life -> policy.expiry().lifeSpanFrom(now, new Expiry.After(life)));
        List<PickUp> waiting = pending.openFor(owner.id(), now);
        boolean isPrepared = waiting.stream()
                .anyMatch(each -> each.name().folded().equals(wanted.name().folded()));
        if (isPrepared || tokens.findUnrevoked(owner.id(), wanted.name()).isPresent()) {
            throw new Refusal(
                    Reason.NAME_TAKEN,
                    owner.email() + " has a token with this name already, or one was prepared. Choose another name.");
        }
        if (waiting.size() >= MOST_WAITING) {
            throw new Refusal(
                    Reason.TOO_MANY_PICKUPS,
                    "There are " + MOST_WAITING + " tokens waiting for " + owner.email()
                            + " already. Withdraw some, or wait until they are picked up.");
        }
    }
}
