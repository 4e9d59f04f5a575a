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
import java.util.Optional;
import java.util.Set;

/**
 * Counts, by owner, the tokens that a change of the policy would stop, allow again or end sooner. For administrators
 * and the operator. Changes nothing.
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

    /**
     * Counts of tokens of enabled owners by owner, the highest first.
     *
     * @param stopping tokens that would stop working now
     * @param returning tokens that would work again now
     * @param sooner tokens that would keep working, but end sooner than they do today
     * @param firstEnd when the first of {@code sooner} would end
     * @param idle tokens that would keep working, but end sooner unless they are used
     */
    public record Preview(
            List<OwnerCount> stopping,
            List<OwnerCount> returning,
            List<OwnerCount> sooner,
            Optional<Instant> firstEnd,
            List<OwnerCount> idle) {

        public long tokensStopping() {
            return sum(stopping);
        }

        public long tokensReturning() {
            return sum(returning);
        }

        public long tokensSooner() {
            return sum(sooner);
        }

        public long tokensIdle() {
            return sum(idle);
        }

        /** Returns whether no token stops or ends sooner. */
        public boolean isHarmless() {
            return stopping.isEmpty() && sooner.isEmpty() && idle.isEmpty();
        }

        private static long sum(List<OwnerCount> counts) {
            return counts.stream().mapToLong(OwnerCount::tokens).sum();
        }
    }

    public Preview preview(Actor actor, PolicyChanges changes) {
        actor.require(Permission.TOKEN_MANAGE);
        Instant now = clock.instant();
        TokenPolicy today = policyInForce.policy();
        TokenPolicy changed = policyInForce.with(changes.after(policies.find()));
        TokenFilter working = workingUnder(today, now);
        TokenFilter then = workingUnder(changed, now);
        TokenFilter both = working.and(then);
        // Tokens that are used never reach the idle limit, so its effect is counted separately.
        TokenFilter byLife = new TokenFilter.EndsSooner(withoutIdleLimit(changed), withoutIdleLimit(today));
        TokenFilter byRest = new TokenFilter.EndsSooner(changed, today).and(new TokenFilter.Not(byLife));
        return new Preview(
                tokens.countByOwner(working.and(new TokenFilter.Not(then))),
                tokens.countByOwner(then.and(new TokenFilter.Not(working))),
                tokens.countByOwner(both.and(byLife)),
                tokens.findFirstEnd(both.and(byLife), withoutIdleLimit(changed)),
                tokens.countByOwner(both.and(byRest)));
    }

    private static TokenPolicy withoutIdleLimit(TokenPolicy policy) {
        return policy.withIdleLimit(Optional.empty());
    }

    private static TokenFilter workingUnder(TokenPolicy policy, Instant now) {
        return TokenFilter.inState(Set.of(TokenState.ACTIVE), policy, now);
    }
}
