package dev.keyfob.application.token;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenSecret;

/** A new token and, this once, its secret. */
public record CreatedToken(AccessToken token, TokenSecret secret) {}
