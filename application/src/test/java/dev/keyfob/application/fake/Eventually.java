package dev.keyfob.application.fake;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for what other threads or processes bring about.
 *
 * <p>The time limit only ends a test that has failed. It is so long that a busy machine does not reach it.
 */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Eventually() {}

    public static void isTrue(Callable<Boolean> condition) {
        await().until(condition);
    }

    /** Returns the first value that matches. */
    public static <T> T matches(Callable<T> value, Predicate<? super T> isAwaited) {
        return await().until(value, isAwaited);
    }

    /** Repeats assertions until none of them fails. */
    public static void passes(ThrowingRunnable assertions) {
        await().untilAsserted(assertions);
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(LIMIT);
    }
}
