package dev.keyfob.domain.pickup;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody prepared for a token's owner: a token, or another secret for one. There is no secret until the owner
 * picks it up, so nobody ever holds one that acts as somebody else.
 *
 * @param token the id of the token, which one that is still to be made will have
 * @param owner who alone can pick it up
 * @param name what the token is called
 * @param prepared when, and by whom
 * @param endsAt from when on it cannot be picked up any more
 */
public record PickUp(TokenId token, UserId owner, TokenName name, Stamp prepared, Instant endsAt, Offer offer) {

    /** For so long it waits, or until an old secret ends, where that is later. */
    public static final Duration WAITS = Duration.ofDays(7);

    /** An old secret ends within this time. */
    public static final Duration LONGEST_NOTICE = Duration.ofDays(90);

    /** A token that is made when it is picked up. */
    public static PickUp ofToken(UserId owner, TokenName name, Stamp prepared, Offer.NewToken offer) {
        return new PickUp(TokenId.random(), owner, name, prepared, prepared.at().plus(WAITS), offer);
    }

    /** A secret that is made when it is picked up. */
    public static PickUp ofSecret(AccessToken token, Stamp prepared, Optional<Instant> oldEndsAt) {
        Instant week = prepared.at().plus(WAITS);
        return new PickUp(
                token.id(),
                token.owner(),
                token.name(),
                prepared,
                oldEndsAt.filter(end -> end.isAfter(week)).orElse(week),
                new Offer.NewSecret(token.digest(), oldEndsAt));
    }

    /** The moment of its end is already over. */
    public boolean isOverAt(Instant now) {
        return !now.isBefore(endsAt);
    }

    /** Is what was asked of that token still to be done? Not where it ended, or its owner has rotated it meanwhile. */
    public boolean stillConcerns(AccessToken current) {
        return offer instanceof Offer.NewSecret secret
                && current.id().equals(token)
                && !current.isRevoked()
                && current.digest().equals(secret.inUse())
                && current.unusedSuccessor().isEmpty();
    }
}
