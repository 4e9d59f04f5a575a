package dev.keyfob.persistence.connection;

import dev.keyfob.application.port.Transactions;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** Transactions bound to the current thread. A nested call joins the open transaction. */
public final class JdbiTransactions implements Transactions {

    private final Jdbi jdbi;
    private final Optional<FileCompaction> file;
    private final Retry retry;
    private final GroupFsync sharedForce = new GroupFsync();

    /** If H2 writes a {@code file}, each commit is forced to disk here, because H2 acknowledges it before that. */
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
