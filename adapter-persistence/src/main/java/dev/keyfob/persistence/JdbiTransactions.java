package dev.keyfob.persistence;

import dev.keyfob.application.port.Transactions;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Transactions on the thread: whatever runs inside joins the one that is open. */
final class JdbiTransactions implements Transactions {

    private final Jdbi jdbi;
    private final boolean forcesFile;

    /** {@code forcesFile}: H2 acknowledges a commit before it has forced it to disk, so we ask for that ourselves. */
    JdbiTransactions(Jdbi jdbi, boolean forcesFile) {
        this.jdbi = jdbi;
        this.forcesFile = forcesFile;
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
            T result = handle.inTransaction(transaction -> work.get());
            if (forcesFile) {
                handle.execute("checkpoint sync");
            }
            return result;
        });
    }
}
