package dev.keyfob.application.token;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;

/**
 * Lists the tokens that the actor may see: a person's own, everyone's for an administrator or the operator, and for a
 * token itself alone, so that a stolen one does not map its owner's others. Not audited; changes nothing.
 */
public final class ListTokens {

    private final AccessTokens tokens;
    private final RecentUses recentUses;

    public ListTokens(AccessTokens tokens, RecentUses recentUses) {
        this.tokens = tokens;
        this.recentUses = recentUses;
    }

    public Page<AccessToken> list(Actor actor, TokenFilter filter, TokenOrder order, PageRequest page) {
        Page<AccessToken> found = tokens.list(actor.reach().and(filter), order, page);
        return new Page<>(found.items().stream().map(recentUses::shownOn).toList(), found.next());
    }

    public long count(Actor actor, TokenFilter filter) {
        return tokens.count(actor.reach().and(filter));
    }
}
