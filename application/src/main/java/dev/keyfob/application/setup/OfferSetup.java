package dev.keyfob.application.setup;

import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.SetupState;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stores a one-time code beside the data for the person who creates the first account, and removes it again. For the
 * operator, who starts the server. Not audited, because the operator has access to the data already.
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
     * Creates a new code if there is no account, and returns where it is stored. Empty if there is an account or no
     * place for a code.
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
     * Removes the code once there is an account, however that was created. To be called periodically.
     *
     * @throws Refusal ROLE_MISSING if the actor is not the operator
     */
    public void withdrawWhenDone(Actor actor) {
        actor.requireOperator("Only the operator offers a set-up code, by starting the server.");
        if (showSetup.state(actor) == SetupState.DONE && codes.find().isPresent()) {
            codes.remove();
        }
    }
}
