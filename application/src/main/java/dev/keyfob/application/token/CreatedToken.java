package dev.keyfob.application.token;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenSecret;

/** A new token together with its secret, which is shown only once. */
public record CreatedToken(AccessToken token, TokenSecret secret) {}
