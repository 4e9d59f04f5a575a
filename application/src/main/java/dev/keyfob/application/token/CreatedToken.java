package dev.keyfob.application.token;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;
import java.util.Optional;

/** A new token and, this once, its secret. Where its name looks like that of an earlier token, this says of which. */
public record CreatedToken(AccessToken token, TokenSecret secret, Optional<TokenName> lookAlike) {}
