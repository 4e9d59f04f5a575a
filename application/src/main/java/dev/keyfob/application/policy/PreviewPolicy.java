package dev.keyfob.application.policy;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Says which tokens would stop, or work again, if the policy were changed: how many of whom. For administrators and the
 * operator. Changes nothing.
 */
public final class PreviewPolicy {

    private final AccessTokens tokens;
    private final Policies policies;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public PreviewPolicy(AccessTokens tokens, Policies policies, PolicyInForce policyInForce, InstantSource clock) {
        this.tokens = tokens;
        this.policies = policies;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /** Tokens of enabled owners by owner, the most first: those that would stop, and those that would work again. */
    public record Preview(List<OwnerCount> stopping, List<OwnerCount> returning) {

        public long tokensStopping() {
            return sum(stopping);
        }

        public long tokensReturning() {
            return sum(returning);
        }

        private static long sum(List<OwnerCount> counts) {
            return counts.stream().mapToLong(OwnerCount::tokens).sum();
        }
    }

    public Preview preview(Actor actor, PolicyChanges changes) {
        actor.require(Permission.TOKEN_MANAGE);
        Instant now = clock.instant();
        TokenFilter working = workingUnder(policyInForce.policy(), now);
        TokenFilter then = workingUnder(policyInForce.with(changes.after(policies.find())), now);
        return new Preview(
                tokens.countByOwner(working.and(new TokenFilter.Not(then))),
                tokens.countByOwner(then.and(new TokenFilter.Not(working))));
    }

    private static TokenFilter workingUnder(TokenPolicy policy, Instant now) {
        return TokenFilter.inState(Set.of(TokenState.ACTIVE), policy, now);
    }
}
