package dev.keyfob.application.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work in many threads. None begins before all threads run, however slow the machine is. */
public final class AtOnce {

    private AtOnce() {}

    public static void run(int times, Runnable work) throws Exception {
        call(Collections.nCopies(times, Executors.callable(work)));
    }

    /** Returns the results, or throws what one of the threads threw. */
    public static <T> List<T> call(List<Callable<T>> works) throws Exception {
        CyclicBarrier beginning = new CyclicBarrier(works.size());
        List<Callable<T>> together = new ArrayList<>();
        for (Callable<T> work : works) {
            together.add(() -> {
                beginning.await();
                return work.call();
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(together)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
