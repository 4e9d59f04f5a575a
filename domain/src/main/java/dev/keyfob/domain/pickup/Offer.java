package dev.keyfob.domain.pickup;

import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What waits for the owner. */
public sealed interface Offer {

    /**
     * A token.
     *
     * @param life how long it lives from the pick-up on; empty where the policy in force then decides
     * @param note what its preparer wrote down about it
     */
    record NewToken(Optional<Duration> life, TokenRestrictions restrictions, TokenNote note) implements Offer {}

    /**
     * Another secret for a token that is there.
     *
     * @param inUse the secret that the token had when it was asked for
     * @param oldEndsAt by when that one ends, picked up or not; without it, it ends at the pick-up
     */
    record NewSecret(TokenDigest inUse, Optional<Instant> oldEndsAt) implements Offer {}
}
