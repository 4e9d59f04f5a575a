package dev.keyfob.persistence.jdbi;

import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** The columns that every outbox has: {@code state, attempts, due_at, attempted_at, note}. */
final class AttemptColumns {

    private AttemptColumns() {}

    static <S extends SqlStatement<S>> S bind(Attempts attempts, S statement) {
        return statement
                .bind("state", attempts.state().name())
                .bind("attempts", attempts.number())
                .bind("dueAt", attempts.dueAt().orElse(null))
                .bind("attemptedAt", attempts.lastAt().orElse(null))
                .bind("note", attempts.note());
    }

    static Attempts read(ResultSet row) throws SQLException {
        return new Attempts(
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Instants.read(row, "due_at"),
                Instants.read(row, "attempted_at"),
                row.getString("note"));
    }
}
