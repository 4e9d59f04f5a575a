package dev.keyfob.web.pages.token;

import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.signin.SignedInSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token or a new secret that waits to be picked up.
 *
 * @param days how many days a new token will live
 * @param permissions what a new token may do
 * @param networks the networks from which a new token may be used
 * @param oldEnds when the old secret expires; empty if it stops at the pick-up
 */
public record PickUpView(
        String id,
        String name,
        String note,
        boolean isRotation,
        String by,
        Moment prepared,
        Moment ends,
        long days,
        List<String> permissions,
        List<String> networks,
        Optional<Moment> oldEnds) {

    static PickUpView of(
            PickUp pickUp, ExpiryPolicy policy, PermissionCeiling ceiling, Instant now, SignedInSession reader) {
        Optional<Offer.NewToken> token =
                pickUp.offer() instanceof Offer.NewToken offer ? Optional.of(offer) : Optional.empty();
        Optional<Instant> oldEnds =
                pickUp.offer() instanceof Offer.NewSecret offer ? offer.oldEndsAt() : Optional.empty();
        return new PickUpView(
                pickUp.token().toString(),
                pickUp.name().value(),
                token.map(offer -> offer.note().value()).orElse(""),
                token.isEmpty(),
                ShownActor.of(pickUp.prepared().by(), reader),
                Moment.of(pickUp.prepared().at(), now),
                Moment.of(pickUp.endsAt(), now),
                token.flatMap(Offer.NewToken::life)
                        .map(Duration::toDays)
                        .orElse(policy.standardLife().toDays()),
                token.map(Offer.NewToken::restrictions)
                        .map(restrictions -> ceiling.permissions(restrictions.narrowing()).stream()
                                .map(Permission::name)
                                .toList())
                        .orElse(List.of()),
                token.map(Offer.NewToken::restrictions)
                        .map(TokenRestrictions::networks)
                        .map(networks ->
                                networks.list().stream().map(Network::text).toList())
                        .orElse(List.of()),
                oldEnds.map(end -> Moment.ofEnd(end, now)));
    }
}
