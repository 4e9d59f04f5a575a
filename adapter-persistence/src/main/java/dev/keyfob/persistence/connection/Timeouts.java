package dev.keyfob.persistence.connection;

import java.time.Duration;

/**
 * How long a request waits in the database before it fails.
 *
 * @param connection the longest wait for a connection of the pool
 * @param lock the longest wait for rows that another transaction has locked
 */
public record Timeouts(Duration connection, Duration lock) {

    /** H2 has no network in between, so a request only waits for others. */
    public static final Timeouts OF_H2 = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2));

    /** Keyfob answers a request in at most five seconds. */
    public static final Timeouts OF_POSTGRES = new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(3));

    /** The longest time for a statement, including the wait for locks. */
    Duration statement() {
        return lock.plusSeconds(1);
    }

    /** The longest time until the server answers. It is longer than the timeout of the server itself. */
    Duration answer() {
        return lock.plusSeconds(2);
    }

    /** The longest time that a transaction may be open and do nothing. */
    Duration idleTransaction() {
        return lock.plusSeconds(7);
    }
}
