package dev.keyfob.application.pickup;

import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Creates the secret that was prepared for a person, and shows it only to that person. The person creates or rotates
 * the token like any other: the same policy, permission ceiling, names, limits and audit entries apply.
 */
public final class PickUpToken {

    private final AccessTokens tokens;
    private final PickUps pickUps;
    private final PendingPickUps pending;
    private final CreateToken createToken;
    private final RotateToken rotateToken;
    private final PolicyInForce policyInForce;
    private final OncePerForm forms;
    private final InstantSource clock;

    public PickUpToken(
            AccessTokens tokens,
            PickUps pickUps,
            CreateToken createToken,
            RotateToken rotateToken,
            PolicyInForce policyInForce,
            OncePerForm forms,
            InstantSource clock) {
        this.tokens = tokens;
        this.pickUps = pickUps;
        this.pending = new PendingPickUps(pickUps, tokens);
        this.createToken = createToken;
        this.rotateToken = rotateToken;
        this.policyInForce = policyInForce;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * Picks the token up, once even if the form is sent several times. {@code nonce} identifies the form;
     * {@link CreateToken#takeCreated} or {@link RotateToken#takeRotated} returns the secret for it. {@code name} is the
     * owner's name for a new token; empty to keep the prepared name.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a signed-in person; PICKUP_NOT_FOUND if no such pick-up waits
     *     for them; and as {@link CreateToken#create} or {@link RotateToken#rotate}, in which case the pick-up stays
     *     open
     */
    public void pickUp(Actor actor, SessionSecret session, String nonce, TokenId id, Optional<TokenName> name) {
        actor.person();
        forms.make(session, nonce, () -> {
            PickUp found = pending.lock(id, clock.instant(), each -> actor.isActingFor(each.owner()));
            TokenSecret secret = secretOf(actor, found, name);
            pickUps.remove(id);
            return new OncePerForm.Made(id.toString(), secret);
        });
    }

    private TokenSecret secretOf(Actor actor, PickUp found, Optional<TokenName> name) {
        if (found.offer() instanceof Offer.NewToken offer) {
            NewToken wanted = new NewToken(
                    actor.person().email(),
                    name.orElse(found.name()),
                    offer.note(),
                    offer.life().<Expiry>map(Expiry.After::new).orElseGet(Expiry.Standard::new),
                    offer.restrictions());
            return createToken.create(actor, found.token(), wanted).secret();
        }
        return rotateToken
                .rotate(actor, found.token(), new RotationOptions(Optional.of(overlap(found)), Optional.empty(), false))
                .secret();
    }

    // Without a requested date the old secret ends now. With a date the token already has that end, and a longer
    // overlap does not move it.
    private Overlap overlap(PickUp found) {
        boolean endsNow =
                tokens.find(found.token()).flatMap(token -> token.rotation()).isEmpty();
        return new Overlap(
                endsNow ? Duration.ZERO : policyInForce.policy().rotation().longestOverlap());
    }
}
