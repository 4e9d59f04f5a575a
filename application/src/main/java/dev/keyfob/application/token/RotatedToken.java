package dev.keyfob.application.token;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenSecret;
import java.time.Instant;

/**
 * A token with, this once, its new secret. The old one works until the new one is first used, and not beyond
 * {@code oldWorksUntil}.
 */
public record RotatedToken(AccessToken token, TokenSecret secret, Instant oldWorksUntil) {}
