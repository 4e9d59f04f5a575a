package dev.keyfob.application.leak;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.User;
import java.util.Optional;

/**
 * Which token a leaked secret belongs to, whose it is, and what it is now.
 *
 * @param unusable why no secret of the token opens anything now; empty where one does
 */
public record TracedToken(AccessToken token, User owner, TokenState state, Optional<Reason> unusable) {}
