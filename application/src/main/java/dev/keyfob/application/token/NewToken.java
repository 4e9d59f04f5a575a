package dev.keyfob.application.token;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.token.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;

/** What is asked for when a token is created. */
public record NewToken(Email owner, TokenName name, Expiry expiry, Narrowing narrowing) {}
