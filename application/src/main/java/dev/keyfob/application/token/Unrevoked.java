package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;

/** The token that a change is about, held until the transaction ends: what is revoked stays as it is. */
final class Unrevoked {

    private Unrevoked() {}

    static AccessToken found(AccessTokens tokens, Actor actor, TokenId id) {
        AccessToken token = tokens.findForUpdate(id)
                .filter(actor.visibleTokens()::matches)
                .orElseThrow(() -> new Refusal(Reason.TOKEN_NOT_FOUND, "There is no such token."));
        if (token.isRevoked()) {
            throw new Refusal(Reason.TOKEN_ENDED, "That token was revoked, which is for good. Create a new one.");
        }
        return token;
    }
}
