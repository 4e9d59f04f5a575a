package dev.keyfob.bootstrap;

import dev.keyfob.application.fake.Eventually;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodicTasksTest {

    private static final Duration SOON = Duration.ofMillis(10);

    /** The states of a thread that waits for work to end, for at most five seconds, or has done so. */
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

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
        begun.await();

        intervals.every(SOON, others::countDown);

        Eventually.isTrue(() -> others.getCount() == 0);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class})
    void work_that_fails_comes_again(Class<? extends Throwable> kind) {
        CountDownLatch times = new CountDownLatch(3);

        intervals.every(SOON, () -> {
            times.countDown();
            PeriodicTasksTest.<RuntimeException>raise(kind);
        });

        Eventually.isTrue(() -> times.getCount() == 0);
    }

    @Test
    void what_is_under_way_is_finished_and_not_interrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean isFinished = new AtomicBoolean();
        intervals.every(SOON, () -> {
            begun.countDown();
            isFinished.set(pass(goOn));
        });
        begun.await();

        Thread stopping = new Thread(intervals::close);
        stopping.start();
        Eventually.isTrue(() -> WAITING.contains(stopping.getState()));
        goOn.countDown();

        Eventually.isTrue(isFinished::get);
        stopping.join();
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
            gate.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
