package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodicTasksTest {

    private static final Duration SOON = Duration.ofMillis(10);

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final PeriodicTasks intervals = new PeriodicTasks();

    @AfterEach
    void stop() {
        goOn.countDown();
        intervals.close();
    }

    @Test
    void work_that_takes_long_holds_up_no_other() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch others = new CountDownLatch(5);
        for (int i = 0; i < 2; i++) {
            intervals.every(SOON, () -> {
                begun.countDown();
                pass(goOn);
            });
        }
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        intervals.every(SOON, others::countDown);

        assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class})
    void work_that_fails_comes_again(Class<? extends Throwable> kind) throws Exception {
        CountDownLatch times = new CountDownLatch(3);

        intervals.every(SOON, () -> {
            times.countDown();
            PeriodicTasksTest.<RuntimeException>raise(kind);
        });

        assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_is_under_way_is_finished_and_not_interrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean isFinished = new AtomicBoolean();
        intervals.every(SOON, () -> {
            begun.countDown();
            isFinished.set(pass(goOn));
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(intervals::close);
        TimeUnit.MILLISECONDS.sleep(200);
        goOn.countDown();
        stopping.get(30, TimeUnit.SECONDS);

        assertThat(isFinished).isTrue();
    }

    // Also throws checked exceptions, which no method declares.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Class<? extends Throwable> kind) throws T {
        try {
            throw (T) kind.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean pass(CountDownLatch gate) {
        try {
            return gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
