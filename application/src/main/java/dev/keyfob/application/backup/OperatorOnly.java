package dev.keyfob.application.backup;

import dev.keyfob.domain.actor.Actor;

/** Restricts access to all data at once to the operator: no role grants it. */
final class OperatorOnly {

    private OperatorOnly() {}

    static void require(Actor actor) {
        actor.requireOperator("Only the operator can access all data, on the server's command line.");
    }
}
