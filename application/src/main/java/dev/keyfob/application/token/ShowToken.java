package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;

/** Shows one token's record. Another's token is as unknown as one that never was. Not audited; changes nothing. */
public final class ShowToken {

    private final AccessTokens tokens;
    private final RecentUses recentUses;

    public ShowToken(AccessTokens tokens, RecentUses recentUses) {
        this.tokens = tokens;
        this.recentUses = recentUses;
    }

    public AccessToken show(Actor actor, TokenId id) {
        return tokens.find(id)
                .filter(actor.reach()::matches)
                .map(recentUses::shownOn)
                .orElseThrow(() -> new Refusal(Reason.TOKEN_NOT_FOUND, "There is no such token."));
    }
}
