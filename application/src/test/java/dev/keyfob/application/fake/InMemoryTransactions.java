package dev.keyfob.application.fake;

import dev.keyfob.application.port.Transactions;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Runs one transaction at a time, like the row locks of a database. It does not roll back: see the tests on H2. */
public final class InMemoryTransactions implements Transactions {

    private final ReentrantLock one = new ReentrantLock();

    @Override
    public void inOne(Runnable work) {
        inOne(() -> {
            work.run();
            return null;
        });
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        one.lock();
        try {
            return work.get();
        } finally {
            one.unlock();
        }
    }
}
