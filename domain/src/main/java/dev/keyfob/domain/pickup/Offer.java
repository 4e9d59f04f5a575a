package dev.keyfob.domain.pickup;

import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the owner can pick up. */
public sealed interface Offer {

    /**
     * A new token.
     *
     * @param life its life from the pick-up on; if empty, the policy at the time of the pick-up decides
     * @param note a note from the person who prepared it
     */
    record NewToken(Optional<Duration> life, TokenRestrictions restrictions, TokenNote note) implements Offer {}

    /**
     * A new secret for an existing token.
     *
     * @param inUse the digest of the token's secret at the time of the request
     * @param oldEndsAt the latest time at which that secret ends, picked up or not; if empty, it ends at the pick-up
     */
    record NewSecret(TokenDigest inUse, Optional<Instant> oldEndsAt) implements Offer {}
}
