package dev.keyfob.application.pickup;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds pick-ups that are still open: they have not ended, and the owner has not yet done what they ask for. */
final class PendingPickUps {

    private final PickUps pickUps;
    private final AccessTokens tokens;

    PendingPickUps(PickUps pickUps, AccessTokens tokens) {
        this.pickUps = pickUps;
        this.tokens = tokens;
    }

    /** Returns the user's open pick-ups, the earliest prepared first. */
    List<PickUp> openFor(UserId owner, Instant now) {
        return stillOpen(pickUps.allWaitingFor(owner, now));
    }

    List<PickUp> stillOpen(List<PickUp> found) {
        Map<TokenId, AccessToken> known = tokens
                .findAll(found.stream().map(PickUp::token).toList())
                .stream()
                .collect(Collectors.toMap(AccessToken::id, Function.identity()));
        return found.stream()
                .filter(each -> isOpen(each, Optional.ofNullable(known.get(each.token()))))
                .toList();
    }

    Optional<PickUp> find(TokenId id, Instant now) {
        return pickUps.find(id).filter(found -> !found.isOverAt(now)).filter(found -> isOpen(found, tokens.find(id)));
    }

    /**
     * Finds the pick-up, and locks it and its token until the transaction ends.
     *
     * @throws Refusal PICKUP_NOT_FOUND if {@code isForAsker} rejects it, or it does not exist or is over
     */
    PickUp lock(TokenId id, Instant now, Predicate<PickUp> isForAsker) {
        Optional<AccessToken> token = tokens.findForUpdate(id);
        return pickUps.findForUpdate(id)
                .filter(isForAsker)
                .filter(found -> !found.isOverAt(now))
                .filter(found -> isOpen(found, token))
                .orElseThrow(PendingPickUps::notFound);
    }

    /** Removes the pick-up and the end that it set for the current secret, unless that end has passed. */
    void drop(PickUp pickUp, Instant now) {
        pickUps.remove(pickUp.token());
        tokens.findForUpdate(pickUp.token())
                .filter(token -> !token.isRevoked())
                .ifPresent(token -> tokens.update(token.dropAskedRotation(now)));
    }

    static Refusal notFound() {
        return new Refusal(
                Reason.PICKUP_NOT_FOUND,
                "There is nothing to pick up here any more: it was picked up, declined or withdrawn, or it expired."
                        + " Ask an administrator to prepare it again.");
    }

    private static boolean isOpen(PickUp pickUp, Optional<AccessToken> token) {
        return pickUp.offer() instanceof Offer.NewToken
                || token.filter(pickUp::stillConcerns).isPresent();
    }
}
