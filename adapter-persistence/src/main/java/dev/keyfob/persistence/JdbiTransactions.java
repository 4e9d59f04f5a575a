package dev.keyfob.persistence;

import dev.keyfob.application.port.Transactions;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Transactions on the thread: whatever runs inside joins the one that is open. */
final class JdbiTransactions implements Transactions {

    private final Jdbi jdbi;
    private final boolean forcesFile;
    private final Retry retry;
    private final SharedForce sharedForce = new SharedForce();

    /** {@code forcesFile}: H2 acknowledges a commit before it has forced it to disk, so we ask for that ourselves. */
    JdbiTransactions(Jdbi jdbi, boolean forcesFile, Retry retry) {
        this.jdbi = jdbi;
        this.forcesFile = forcesFile;
        this.retry = retry;
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
        return jdbi.withHandle(handle -> {
            if (handle.isInTransaction()) {
                return work.get();
            }
            T result = retry.transaction(() -> handle.inTransaction(transaction -> work.get()));
            if (forcesFile) {
                sharedForce.afterCommit(() -> handle.execute("checkpoint sync"));
            }
            return result;
        });
    }
}
