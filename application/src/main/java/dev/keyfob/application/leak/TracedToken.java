package dev.keyfob.application.leak;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.User;
import java.util.Optional;

/**
 * The token of a leaked secret, its owner and its current state.
 *
 * @param unusable why every secret of the token is refused now; empty if one is accepted
 */
public record TracedToken(AccessToken token, User owner, TokenState state, Optional<Reason> unusable) {}
