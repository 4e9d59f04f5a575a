package dev.keyfob.application.fake;

import dev.keyfob.application.port.Transactions;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Runs one transaction at a time, like the row locks of a database. It does not roll back: see the tests on H2. */
public final class InMemoryTransactions implements Transactions {

    private final ReentrantLock one = new ReentrantLock();
    private final AtomicReference<Runnable> other = new AtomicReference<>(() -> {});

    /** Runs other work before the next transaction begins, as a concurrent request may. */
    public void beforeNext(Runnable work) {
        other.set(work);
    }

    @Override
    public void inOne(Runnable work) {
        inOne(() -> {
            work.run();
            return null;
        });
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        other.getAndSet(() -> {}).run();
        one.lock();
        try {
            return work.get();
        } finally {
            one.unlock();
        }
    }
}
