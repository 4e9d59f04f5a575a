package dev.keyfob.persistence.jdbi;

import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Recognises a broken unique constraint by its name. The database's message holds the value, so it goes no further. */
final class Violations {

    /** Unique violation, in the SQL standard. */
    private static final String UNIQUE = "23505";

    private Violations() {}

    static boolean isOf(String constraint, UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause
                && UNIQUE.equals(cause.getSQLState())
                && cause.getMessage().toLowerCase(Locale.ROOT).contains(constraint);
    }

    static boolean isUnique(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause && UNIQUE.equals(cause.getSQLState());
    }
}
