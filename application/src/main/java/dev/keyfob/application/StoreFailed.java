package dev.keyfob.application;

import java.util.Optional;

/**
 * Thrown by a storage adapter when an operation fails, so that no other code depends on the storage technology. The
 * messages of its causes may contain stored values: never put them into a response or a log.
 */
public final class StoreFailed extends RuntimeException {

    /** Class 23 of the SQL standard: an integrity constraint violation. The store works; the change was invalid. */
    private static final String CONSTRAINT_BROKEN = "23";

    private final transient Optional<String> state;

    /** @param state the five-character SQLSTATE, if the store returned one */
    public StoreFailed(Optional<String> state, Throwable cause) {
        super(cause);
        this.state = state;
    }

    /** The five-character SQLSTATE. It contains no stored data. */
    public Optional<String> state() {
        return state;
    }

    /** Returns whether the store itself has failed, and not only rejected an invalid change. */
    public boolean isTroubleOfTheStore() {
        return state.filter(code -> code.startsWith(CONSTRAINT_BROKEN)).isEmpty();
    }
}
