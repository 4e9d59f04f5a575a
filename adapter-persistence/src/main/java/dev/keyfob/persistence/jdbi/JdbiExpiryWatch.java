package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.port.ExpiryWatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** All SQL about the marks of how far expiring tokens were announced. */
public final class JdbiExpiryWatch implements ExpiryWatch {

    private static final String BEGINNING = "beginning_of_a_mark";

    private final Jdbi jdbi;

    public JdbiExpiryWatch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Cursor> lockProgress(int days) {
        return jdbi.withHandle(handle -> {
            boolean isThere = handle.createQuery("select 1 from expiry_mark where days = :days")
                    .bind("days", days)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (!isThere && !begin(handle, days)) {
                return Optional.empty();
            }
            return handle.createQuery("select expires_at, token_id as id from expiry_mark where days = :days"
                            + " for update skip locked")
                    .bind("days", days)
                    .map(JdbiExpiryWatch::read)
                    .findOne();
        });
    }

    @Override
    public void updateProgress(int days, Cursor mark) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update expiry_mark set expires_at = :at, token_id = :id where days = :days")
                .bind("days", days)
                .bind("at", mark.at().orElseThrow())
                .bind("id", mark.id())
                .execute());
    }

    @Override
    public List<Cursor> endingAfter(Cursor mark, Instant until, int most) {
        // The third condition implies the first, but only the first one makes the database use the index.
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select expires_at, id from access_token
                        where expires_at >= :at and expires_at <= :until and (expires_at, id) > (:at, :id)
                            and revoked_at is null
                        order by expires_at, id limit :most""")
                .bind("at", mark.at().orElseThrow())
                .bind("id", mark.id())
                .bind("until", until)
                .bind("most", most)
                .map(JdbiExpiryWatch::read)
                .list());
    }

    // If two nodes begin at once, the second waits for the first and then does nothing.
    private static boolean begin(Handle handle, int days) {
        handle.savepoint(BEGINNING);
        try {
            handle.createUpdate("insert into expiry_mark (days, expires_at, token_id) values (:days, :at, :id)")
                    .bind("days", days)
                    .bind("at", Instant.EPOCH)
                    .bind("id", new UUID(0, 0))
                    .execute();
            handle.releaseSavepoint(BEGINNING);
            return true;
        } catch (UnableToExecuteStatementException e) {
            handle.rollbackToSavepoint(BEGINNING);
            if (!Violations.isUnique(e)) {
                throw e;
            }
            return false;
        }
    }

    private static Cursor read(ResultSet row, StatementContext context) throws SQLException {
        return new Cursor(Instants.read(row, "expires_at"), row.getObject("id", UUID.class));
    }
}
