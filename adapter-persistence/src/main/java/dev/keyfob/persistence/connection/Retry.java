package dev.keyfob.persistence.connection;

import java.util.function.Supplier;

/**
 * Does again what is safe to do again: a question whose connection was lost, and a transaction that the database itself
 * has undone. What may have been committed is never repeated.
 */
public final class Retry {

    private static final int TRIES = 3;

    private final Runnable dropIdleConnections;

    /** {@code dropIdleConnections}: connections die together, so that the next of the pool is likely dead too. */
    public Retry(Runnable dropIdleConnections) {
        this.dropIdleConnections = dropIdleConnections;
    }

    /** Asks once more where the connection was lost. It must change nothing. */
    public <T> T question(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            // Where there was no connection to be had, that took its time already.
            if (Failures.isWithoutConnection(e) || !isLost(Failures.stateOf(e))) {
                throw e;
            }
            dropIdleConnections.run();
            return question.get();
        }
    }

    /** Begins a transaction anew that others made impossible: it waited for them while they waited for it. */
    public <T> T transaction(Supplier<T> work) {
        for (int left = TRIES - 1; left > 0; left--) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!isUndone(Failures.stateOf(e))) {
                    throw e;
                }
            }
        }
        return work.get();
    }

    // Class 08: connection exception. 57P01 to 57P03: the server stops, crashed, or is not up yet.
    private static boolean isLost(String state) {
        return state.startsWith("08") || state.startsWith("57P0");
    }

    // Serialization failure and deadlock; H2 gives the first for both.
    private static boolean isUndone(String state) {
        return state.equals("40001") || state.equals("40P01");
    }
}
