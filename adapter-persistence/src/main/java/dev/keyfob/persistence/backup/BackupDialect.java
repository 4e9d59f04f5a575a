package dev.keyfob.persistence.backup;

import dev.keyfob.persistence.connection.Postgres;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** What the two kinds of databases do not have in common where data moves. */
public interface BackupDialect {

    /** The level at which a transaction sees everything as it was at its first question. */
    TransactionIsolationLevel snapshot();

    /** A transaction of moving data may last. */
    void takeTime(Handle handle);

    /** Keeps others from writing until the transaction ends. False where another process may be at work. */
    boolean claim(Handle handle, List<ArchiveTable> tables);

    /** For H2 in this process alone. Only at this isolation level does H2 take the snapshot of all tables at once. */
    static BackupDialect h2() {
        return new BackupDialect() {
            @Override
            public TransactionIsolationLevel snapshot() {
                return TransactionIsolationLevel.SERIALIZABLE;
            }

            @Override
            public void takeTime(Handle handle) {
                // Nothing hurries it.
            }

            @Override
            public boolean claim(Handle handle, List<ArchiveTable> tables) {
                return true;
            }
        };
    }

    static BackupDialect postgres() {
        return new BackupDialect() {
            @Override
            public TransactionIsolationLevel snapshot() {
                return TransactionIsolationLevel.REPEATABLE_READ;
            }

            @Override
            public void takeTime(Handle handle) {
                handle.execute("set local statement_timeout = 0");
                handle.execute("set local idle_in_transaction_session_timeout = 0");
                Postgres.waitLong(handle.getConnection());
            }

            @Override
            public boolean claim(Handle handle, List<ArchiveTable> tables) {
                handle.execute("lock table "
                        + String.join(
                                ", ", tables.stream().map(ArchiveTable::name).toList()) + " in exclusive mode");
                return handle.createQuery("""
                                select not exists (select 1 from pg_stat_activity
                                    where datname = current_database() and application_name like 'keyfob%'
                                        and application_name <> current_setting('application_name'))""").mapTo(Boolean.class).one();
            }
        };
    }
}
