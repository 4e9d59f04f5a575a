package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GroupFsyncTest {

    private final GroupFsync sharedForce = new GroupFsync();

    @Test
    void whoever_commits_alone_has_the_file_forced_each_time() {
        AtomicInteger forced = new AtomicInteger();

        sharedForce.afterCommit(forced::incrementAndGet);
        sharedForce.afterCommit(forced::incrementAndGet);

        assertThat(forced).hasValue(2);
    }

    @Test
    void those_who_come_while_it_is_forced_are_served_by_the_next_one_together() throws Exception {
        AtomicInteger forced = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread first = new Thread(() -> sharedForce.afterCommit(() -> {
            begun.countDown();
            await(goOn);
            forced.incrementAndGet();
        }));
        first.start();
        await(begun);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> sharedForce.afterCommit(forced::incrementAndGet));
            thread.start();
            waiting.add(thread);
        }
        Eventually.isTrue(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.BLOCKED));

        goOn.countDown();
        first.join();
        for (Thread thread : waiting) {
            thread.join();
        }

        assertThat(forced).hasValue(2);
    }

    @Test
    void nobody_goes_on_before_it_was_forced_after_the_own_commit() throws Exception {
        AtomicLong committed = new AtomicLong();
        AtomicLong onDisk = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> {
                for (int j = 0; j < 2_000; j++) {
                    long mine = committed.incrementAndGet();
                    sharedForce.afterCommit(() -> onDisk.set(committed.get()));
                    assertThat(onDisk.get()).isGreaterThanOrEqualTo(mine);
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
    }

    @Test
    void what_could_not_be_forced_is_forced_by_the_next_one() {
        AtomicInteger forced = new AtomicInteger();

        assertThatThrownBy(() -> sharedForce.afterCommit(() -> {
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");
        sharedForce.afterCommit(forced::incrementAndGet);

        assertThat(forced).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
