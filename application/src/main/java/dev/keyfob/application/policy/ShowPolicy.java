package dev.keyfob.application.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.policy.TokenPolicy;

/** Shows the policy in force to every user, because it says which tokens they can create. */
public final class ShowPolicy {

    private final PolicyInForce policyInForce;

    public ShowPolicy(PolicyInForce policyInForce) {
        this.policyInForce = policyInForce;
    }

    public TokenPolicy show(Actor actor) {
        if (actor instanceof Actor.Client || actor instanceof Actor.Finder) {
            throw new Refusal(Reason.NOT_SIGNED_IN, "Sign in to see the policy.");
        }
        return policyInForce.policy();
    }
}
