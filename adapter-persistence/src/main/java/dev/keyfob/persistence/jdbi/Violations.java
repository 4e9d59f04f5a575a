package dev.keyfob.persistence.jdbi;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognizes a violated unique constraint by its name. The message of the database contains the value, so it is not
 * passed on.
 */
final class Violations {

    /** Unique violation, in the SQL standard. */
    private static final String UNIQUE = "23505";

    private Violations() {}

    static boolean isOf(String constraint, RuntimeException e) {
        return unique(e)
                .filter(broken -> String.valueOf(broken.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains(constraint))
                .isPresent();
    }

    static boolean isUnique(RuntimeException e) {
        return unique(e).isPresent();
    }

    private static Optional<SQLException> unique(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql).filter(broken -> UNIQUE.equals(broken.getSQLState()));
            }
        }
        return Optional.empty();
    }
}
