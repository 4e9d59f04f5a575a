package dev.keyfob.application.setup;

import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.SetupState;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts a one-time code beside the data for whoever makes the first account, and takes it away again. For the operator,
 * who starts the server. Not audited: nobody can do anything yet that they could not do before.
 */
public final class OfferSetup {

    private final SetupCodes codes;
    private final ShowSetup showSetup;
    private final SecureRandom random;
    private final InstantSource clock;

    public OfferSetup(SetupCodes codes, ShowSetup showSetup, SecureRandom random, InstantSource clock) {
        this.codes = codes;
        this.showSetup = showSetup;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes a new code while nobody has an account, and says where it lies; empty where somebody has one, and where
     * there is no place for a code.
     *
     * @throws Refusal ROLE_MISSING if the actor is not the operator
     */
    public Optional<String> offer(Actor actor) {
        withdrawWhenDone(actor);
        return showSetup.state(actor) == SetupState.DONE
                ? Optional.empty()
                : codes.put(OneTimeCode.generate(random), clock.instant());
    }

    /**
     * To be called now and then: the code is of no use once there is an account, however that was made.
     *
     * @throws Refusal ROLE_MISSING if the actor is not the operator
     */
    public void withdrawWhenDone(Actor actor) {
        if (!(actor instanceof Actor.Operator)) {
            throw new Refusal(Reason.ROLE_MISSING, "Only the operator offers a set-up code, by starting the server.");
        }
        if (showSetup.state(actor) == SetupState.DONE && codes.find().isPresent()) {
            codes.remove();
        }
    }
}
