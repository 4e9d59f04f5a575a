package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.domain.user.SignInCounter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** All SQL about counters of failed sign-ins. */
public final class JdbiSignInCounters implements SignInCounters {

    private static final String BEGINNING = "beginning";

    private final Jdbi jdbi;

    public JdbiSignInCounters(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public SignInCounter lock(String key) {
        return locked(key).orElseGet(() -> {
            begin(key);
            return locked(key).orElseThrow();
        });
    }

    @Override
    public void update(SignInCounter counter) {
        Optional<Instant> touched = Stream.of(counter.lastFailedAt(), counter.lastSucceededAt())
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update sign_in_counter set failures = :failures, last_failed_at = :failedAt,
                            last_succeeded_at = :succeededAt, touched_at = :touchedAt
                        where id = :id""")
                .bind("failures", counter.failures())
                .bind("failedAt", counter.lastFailedAt().orElse(null))
                .bind("succeededAt", counter.lastSucceededAt().orElse(null))
                .bind("touchedAt", touched.orElse(null))
                .bind("id", counter.key())
                .execute());
    }

    @Override
    public void removeUntouchedSince(Instant then) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from sign_in_counter where touched_at is null or touched_at < :then")
                .bind("then", then)
                .execute());
    }

    @Override
    public void removeFailedBefore(Instant then) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from sign_in_counter where touched_at < :then and last_succeeded_at is null")
                .bind("then", then)
                .execute());
    }

    private Optional<SignInCounter> locked(String key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, failures, last_failed_at, last_succeeded_at from sign_in_counter"
                                + " where id = :id for update")
                .bind("id", key)
                .map(JdbiSignInCounters::read)
                .findOne());
    }

    // Uses the transaction's connection: waiting for a second one while holding the first could deadlock. If another
    // transaction inserts the row first, that row is used.
    private void begin(String key) {
        jdbi.useHandle(handle -> {
            handle.savepoint(BEGINNING);
            try {
                handle.createUpdate("insert into sign_in_counter (id, failures) values (:id, 0)")
                        .bind("id", key)
                        .execute();
                handle.releaseSavepoint(BEGINNING);
            } catch (UnableToExecuteStatementException e) {
                handle.rollbackToSavepoint(BEGINNING);
                if (!Violations.isUnique(e)) {
                    throw e;
                }
            }
        });
    }

    private static SignInCounter read(ResultSet row, StatementContext context) throws SQLException {
        return new SignInCounter(
                row.getString("id"),
                row.getInt("failures"),
                Instants.read(row, "last_failed_at"),
                Instants.read(row, "last_succeeded_at"));
    }
}
