package dev.keyfob.application;

import java.util.Optional;

/**
 * A store could not do what it was asked to do. Storage adapters throw it, so that no other code depends on their
 * technology. The messages of its causes may contain stored values: never put them into an answer or a log.
 */
public final class StoreFailed extends RuntimeException {

    /** Class 23 of the SQL standard: a constraint. The store is well; what it was asked for was wrong. */
    private static final String CONSTRAINT_BROKEN = "23";

    private final transient Optional<String> state;

    /** @param state the five characters by which the SQL standard names what went wrong, if the store gave any */
    public StoreFailed(Optional<String> state, Throwable cause) {
        super(cause);
        this.state = state;
    }

    /** The five characters by which the SQL standard names what went wrong. They hold nothing of anyone's data. */
    public Optional<String> state() {
        return state;
    }

    /** Is the store itself in trouble? Not where it only refused a wrong change. */
    public boolean isTroubleOfTheStore() {
        return state.filter(code -> code.startsWith(CONSTRAINT_BROKEN)).isEmpty();
    }
}
