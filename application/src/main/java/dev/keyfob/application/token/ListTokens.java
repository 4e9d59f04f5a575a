package dev.keyfob.application.token;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import java.time.InstantSource;
import java.util.Set;

/**
 * Lists the tokens that the actor may see: a person's own, everyone's for an administrator or the operator. A token
 * sees only itself, so that a stolen one does not reveal its owner's other tokens. Not audited; changes nothing.
 */
public final class ListTokens {

    private final AccessTokens tokens;
    private final RecentUses recentUses;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public ListTokens(AccessTokens tokens, RecentUses recentUses, PolicyInForce policyInForce, InstantSource clock) {
        this.tokens = tokens;
        this.recentUses = recentUses;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    public Page<AccessToken> list(Actor actor, TokenFilter filter, TokenOrder order, PageRequest page) {
        if (page.cursor().filter(cursor -> isForeign(actor, cursor)).isPresent()) {
            return Page.empty();
        }
        Page<AccessToken> found = tokens.list(actor.visibleTokens().and(filter), order, page);
        TokenPolicy policy = policyInForce.policy();
        return found.map(token -> recentUses.shownOn(token).under(policy));
    }

    // A cursor must not name a token that the actor may not see, because its position in the list would reveal its
    // name. One that was purged in the meantime is accepted.
    private boolean isForeign(Actor actor, Cursor cursor) {
        return tokens.find(new TokenId(cursor.id()))
                .filter(token -> !actor.visibleTokens().matches(token))
                .isPresent();
    }

    /**
     * Returns a filter for the actor's visible tokens that are in one of these states now, under the policy in force.
     */
    public TokenFilter inState(Actor actor, Set<TokenState> states) {
        return actor.visibleTokens().and(TokenFilter.inState(states, policyInForce.policy(), clock.instant()));
    }

    public long count(Actor actor, TokenFilter filter) {
        return tokens.count(actor.visibleTokens().and(filter));
    }

    /** Counts the matching tokens, up to {@code most}. */
    public long countUpTo(Actor actor, TokenFilter filter, int most) {
        return tokens.countUpTo(actor.visibleTokens().and(filter), most);
    }
}
