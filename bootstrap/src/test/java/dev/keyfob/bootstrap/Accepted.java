package dev.keyfob.bootstrap;

import dev.keyfob.application.fake.Eventually;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The requests that a node accepted before its answer changed: how many there were, and how long after the first
 * request the last of them was sent. The time at which a request was sent counts, and not that of its answer, so a busy
 * machine does not make it longer.
 */
final class Accepted {

    private static final int OK = 200;

    private final long begun = System.nanoTime();
    private Duration lastSentAfter = Duration.ZERO;
    private int count;

    private Accepted() {}

    /** Asks until the answer has the wanted status. */
    static Accepted until(int wanted, Callable<Integer> status) {
        Accepted accepted = new Accepted();
        Eventually.isTrue(() -> {
            long sent = System.nanoTime();
            int answered = status.call();
            if (answered == OK && wanted != OK) {
                accepted.count++;
                accepted.lastSentAfter = Duration.ofNanos(sent - accepted.begun);
            }
            return answered == wanted;
        });
        return accepted;
    }

    int count() {
        return count;
    }

    Duration lastSentAfter() {
        return lastSentAfter;
    }
}
