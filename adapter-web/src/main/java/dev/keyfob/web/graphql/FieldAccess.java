package dev.keyfob.web.graphql;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;

/** Who may query a top-level field. There is no default: a field without a rule stops the start of the server. */
sealed interface FieldAccess {

    void check(Actor actor);

    static FieldAccess needs(Permission permission) {
        return new Needs(permission);
    }

    record Needs(Permission permission) implements FieldAccess {
        @Override
        public void check(Actor actor) {
            actor.require(permission);
        }
    }

    /** Every authenticated person or token. */
    record AnyActor() implements FieldAccess {
        @Override
        public void check(Actor actor) {}
    }

    /** The use case decides, because it depends on whose data is queried. */
    record DecidedByUseCase() implements FieldAccess {
        @Override
        public void check(Actor actor) {}
    }
}
