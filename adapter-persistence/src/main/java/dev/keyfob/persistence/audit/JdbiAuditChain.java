package dev.keyfob.persistence.audit;

import dev.keyfob.application.port.AuditChain;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL that reads the audit log as a chain and removes its oldest records. */
public final class JdbiAuditChain implements AuditChain {

    private static final String ENDS = "select number, hash, base_number, base_hash from audit_head where id = 1";

    private final Jdbi jdbi;

    public JdbiAuditChain(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public ChainEnds ends() {
        return jdbi.withHandle(handle -> ends(handle, ENDS));
    }

    @Override
    public List<StoredEntry> read(long after, int numbers) {
        // One row more than there are numbers, so that a duplicate number is noticed.
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from audit_entry where number > :after and number <= :last
                            order by number, id limit :most""")
                .bind("after", after)
                .bind("last", after + numbers)
                .bind("most", numbers + 1)
                .map(AuditRows::stored)
                .list());
    }

    @Override
    public Optional<StoredEntry> findBeside(ChainEnds ends) {
        return jdbi.withHandle(handle -> one(
                        handle, "number > :number order by number", ends.head().number())
                .or(() -> one(
                        handle, "number <= :number order by number", ends.base().number()))
                .or(() -> handle.createQuery("select * from audit_entry where number is null limit 1")
                        .map(AuditRows::stored)
                        .findFirst()));
    }

    @Override
    public Optional<StoredEntry> latestCut() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select * from audit_entry where action = :cut order by at desc, id desc
                            limit 100""").bind("cut", AuditAction.AUDIT_CUT.name()).map(AuditRows::stored).stream()
                        .max((one, other) -> Long.compare(one.number(), other.number())));
    }

    @Override
    public Optional<StoredEntry> lastBefore(Instant time) {
        return jdbi.withHandle(handle -> {
            long first = handle.createQuery("""
                            select number from audit_entry where at >= :time order by number limit 1""")
                    .bind("time", time)
                    .mapTo(Long.class)
                    .findFirst()
                    .orElseGet(() -> ends(handle, ENDS).head().number() + 1);
            return handle.createQuery("select * from audit_entry where number = :number")
                    .bind("number", first - 1)
                    .map(AuditRows::stored)
                    .findFirst();
        });
    }

    @Override
    public int removeFirst(int most, long upTo) {
        return jdbi.inTransaction(handle -> {
            ChainEnds ends = ends(handle, ENDS + " for update");
            long last = Math.min(
                    ends.base().number() + most, Math.min(upTo, ends.head().number()));
            if (last <= ends.base().number()) {
                return 0;
            }
            handle.createUpdate("""
                            update audit_head set base_number = :last,
                                base_hash = (select hash from audit_entry where number = :last)
                            where id = 1""").bind("last", last).execute();
            handle.createUpdate("delete from audit_entry where number <= :last")
                    .bind("last", last)
                    .execute();
            return (int) (last - ends.base().number());
        });
    }

    private static Optional<StoredEntry> one(Handle handle, String where, long number) {
        return handle.createQuery("select * from audit_entry where " + where + " limit 1")
                .bind("number", number)
                .map(AuditRows::stored)
                .findFirst();
    }

    private static ChainEnds ends(Handle handle, String sql) {
        return handle.createQuery(sql).map(JdbiAuditChain::endsIn).one();
    }

    private static ChainEnds endsIn(ResultSet row, StatementContext context) throws SQLException {
        return new ChainEnds(position(row, "base_number", "base_hash"), position(row, "number", "hash"));
    }

    private static ChainPosition position(ResultSet row, String number, String hash) throws SQLException {
        return new ChainPosition(row.getLong(number), AuditRows.hex(row, hash).orElse(""));
    }
}
