package dev.keyfob.persistence.connection;

import dev.keyfob.application.port.Transactions;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Transactions on the thread: whatever runs inside joins the one that is open. */
public final class JdbiTransactions implements Transactions {

    private final Jdbi jdbi;
    private final Optional<FileCompaction> file;
    private final Retry retry;
    private final GroupFsync sharedForce = new GroupFsync();

    /** Where H2 writes a {@code file}, it acknowledges a commit before it has forced it to disk, so we ask for that. */
    public JdbiTransactions(Jdbi jdbi, Optional<FileCompaction> file, Retry retry) {
        this.jdbi = jdbi;
        this.file = file;
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
            file.ifPresent(compaction -> {
                sharedForce.afterCommit(() -> handle.execute("checkpoint sync"));
                compaction.afterCommit(handle.getConnection());
            });
            return result;
        });
    }
}
