package dev.keyfob.persistence.backup;

import dev.keyfob.persistence.connection.Postgres;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The differences between H2 and PostgreSQL in exports and imports. */
public interface BackupDialect {

    /** Returns the isolation level at which a transaction sees all data as of its first query. */
    TransactionIsolationLevel snapshot();

    /** Lifts the timeouts of this transaction, because an export or import takes long. */
    void takeTime(Handle handle);

    /**
     * Locks the tables against other writers until the transaction ends. Returns false if another Keyfob process is
     * connected. H2 locks nothing and always returns true, because only this process can use it.
     */
    boolean claim(Handle handle, List<ArchiveTable> tables);

    /**
     * Returns the dialect of H2, which only this process uses. At no other isolation level does H2 take one snapshot of
     * all tables.
     */
    static BackupDialect h2() {
        return new BackupDialect() {
            @Override
            public TransactionIsolationLevel snapshot() {
                return TransactionIsolationLevel.SERIALIZABLE;
            }

            @Override
            public void takeTime(Handle handle) {
                // There are no timeouts.
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
                                        and application_name <>
                                            current_setting('application_name'))""").mapTo(Boolean.class).one();
            }
        };
    }
}
