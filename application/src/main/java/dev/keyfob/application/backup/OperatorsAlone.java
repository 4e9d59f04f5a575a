package dev.keyfob.application.backup;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;

/** Everything at once is for whoever runs the server: no role reaches that far. */
final class OperatorsAlone {

    private OperatorsAlone() {}

    static void require(Actor actor) {
        if (!(actor instanceof Actor.Operator)) {
            throw new Refusal(
                    Reason.ROLE_MISSING, "Only the operator moves data, at the command line of the machine it is on.");
        }
    }
}
