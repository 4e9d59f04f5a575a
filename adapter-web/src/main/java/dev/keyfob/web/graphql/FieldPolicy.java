package dev.keyfob.web.graphql;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;

/** Who may ask for a top-level field. There is no default: a field without a policy stops the start. */
sealed interface FieldPolicy {

    void check(Actor actor);

    static FieldPolicy needs(Permission permission) {
        return new Needs(permission);
    }

    record Needs(Permission permission) implements FieldPolicy {
        @Override
        public void check(Actor actor) {
            actor.require(permission);
        }
    }

    /** Everyone who has proved who they are, in person or through a token. */
    record AnyActor() implements FieldPolicy {
        @Override
        public void check(Actor actor) {}
    }

    /** It depends on whose data is meant, which only the use case can tell. */
    record DecidedByUseCase() implements FieldPolicy {
        @Override
        public void check(Actor actor) {}
    }
}
