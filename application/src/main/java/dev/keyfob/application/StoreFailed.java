package dev.keyfob.application;

import java.util.Optional;

/**
 * The store did not do what it was asked to do. Adapters for storage throw it, so that nobody else has to know their
 * technology. The texts of its causes may hold what was stored: they belong in no answer and no log.
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
