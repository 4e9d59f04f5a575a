package dev.keyfob.application.token;

import dev.keyfob.domain.token.Verification;

/**
 * What a token presented from an address comes to.
 *
 * @param isRateLimited so many wrong tokens came from that address that this one would have to wait, or be sent away
 *     for a moment, at the server that was asked
 */
public record Explanation(Verification verification, boolean isRateLimited) {}
