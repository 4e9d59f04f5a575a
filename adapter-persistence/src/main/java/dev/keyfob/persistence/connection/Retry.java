package dev.keyfob.persistence.connection;

import java.util.function.Supplier;

/**
 * Retries what is safe to retry: a query whose connection was lost, and a transaction that the database itself rolled
 * back. Work that may have been committed is never repeated.
 */
public final class Retry {

    private static final int TRIES = 3;

    private final Runnable dropIdleConnections;

    /**
     * {@code dropIdleConnections} runs before a query is retried, because connections die together and the next one of
     * the pool is likely dead too.
     */
    public Retry(Runnable dropIdleConnections) {
        this.dropIdleConnections = dropIdleConnections;
    }

    /** Runs a query, and runs it once more if the connection was lost. The query must change nothing. */
    public <T> T question(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            // Failing to get a connection has already taken the full timeout, so there is no retry.
            if (SqlExceptionTranslation.isWithoutConnection(e) || !isLost(SqlExceptionTranslation.stateOf(e))) {
                throw e;
            }
            dropIdleConnections.run();
            return question.get();
        }
    }

    /** Runs a transaction, up to three times if it is the victim of a deadlock or a serialization failure. */
    public <T> T transaction(Supplier<T> work) {
        for (int left = TRIES - 1; left > 0; left--) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!isUndone(SqlExceptionTranslation.stateOf(e))) {
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

    // Serialization failure and deadlock. H2 reports the first for both.
    private static boolean isUndone(String state) {
        return state.equals("40001") || state.equals("40P01");
    }
}
