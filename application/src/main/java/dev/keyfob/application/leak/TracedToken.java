package dev.keyfob.application.leak;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.User;

/** Which token a leaked secret belongs to, whose it is, and what it is now. */
public record TracedToken(AccessToken token, User owner, TokenState state) {

    public boolean isUsable() {
        return state == TokenState.ACTIVE && owner.isEnabled();
    }
}
