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
 * A new token, or a new secret for a token, that another person prepared for the owner. The secret is generated when
 * the owner picks it up, so nobody else ever has it.
 *
 * @param token the id of the token, which a new token will have
 * @param owner the only user who can pick it up
 * @param name the name of the token
 * @param prepared when and by whom it was prepared
 * @param endsAt the time from which it cannot be picked up any more
 */
public record PickUp(TokenId token, UserId owner, TokenName name, Stamp prepared, Instant endsAt, Offer offer) {

    /** How long a pick-up waits for its owner. It waits longer if the old secret ends later. */
    public static final Duration WAITS = Duration.ofDays(7);

    /** The longest time from the request until the old secret ends. */
    public static final Duration LONGEST_NOTICE = Duration.ofDays(90);

    /** Creates a pick-up for a token that is created when its owner picks it up. */
    public static PickUp ofToken(UserId owner, TokenName name, Stamp prepared, Offer.NewToken offer) {
        return new PickUp(TokenId.random(), owner, name, prepared, prepared.at().plus(WAITS), offer);
    }

    /** Creates a pick-up for a secret that is generated when the owner picks it up. */
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

    /** Whether the pick-up has ended, which is true from {@code endsAt} on. */
    public boolean isOverAt(Instant now) {
        return !now.isBefore(endsAt);
    }

    /**
     * Whether the requested rotation of this token is still to be done. It is not if the token was revoked, or if its
     * owner has rotated it since the request.
     */
    public boolean stillConcerns(AccessToken current) {
        return offer instanceof Offer.NewSecret secret
                && current.id().equals(token)
                && !current.isRevoked()
                && current.digest().equals(secret.inUse())
                && current.unusedSuccessor().isEmpty();
    }
}
