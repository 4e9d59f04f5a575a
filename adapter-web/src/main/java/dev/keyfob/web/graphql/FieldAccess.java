package dev.keyfob.web.graphql;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;

/** Who may ask for a top-level field. There is no default: a field without it stops the start. */
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

    /** Everyone who has proved who they are, in person or through a token. */
    record AnyActor() implements FieldAccess {
        @Override
        public void check(Actor actor) {}
    }

    /** It depends on whose data is meant, which only the use case can tell. */
    record DecidedByUseCase() implements FieldAccess {
        @Override
        public void check(Actor actor) {}
    }
}
