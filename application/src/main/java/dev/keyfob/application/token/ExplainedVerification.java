package dev.keyfob.application.token;

import dev.keyfob.domain.token.Verification;

/**
 * The result of presenting a token from an address.
 *
 * @param isRateLimited whether so many wrong tokens came from that address that this server would delay or reject the
 *     request
 */
public record ExplainedVerification(Verification verification, boolean isRateLimited) {}
