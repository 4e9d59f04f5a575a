package dev.keyfob.persistence.connection;

import dev.keyfob.application.StoreFailed;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleCallbackDecorator;
import org.jdbi.v3.core.Jdbi;

/** Translates every SQL exception into a {@link StoreFailed}, so that no other module depends on SQL. */
public final class SqlExceptionTranslation {

    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

    private SqlExceptionTranslation() {}

    /** Returns a JDBI on these connections that translates exceptions, once for all ports. */
    public static Jdbi translatedOn(DataSource pool) {
        return Jdbi.create(() -> {
                    try {
                        return pool.getConnection();
                    } catch (SQLException e) {
                        throw translated(new ConnectionException(e));
                    }
                })
                .setHandleCallbackDecorator(new HandleCallbackDecorator() {
                    @Override
                    public <R, X extends Exception> HandleCallback<R, X> decorate(HandleCallback<R, X> work) {
                        return handle -> {
                            try {
                                return work.withHandle(handle);
                            } catch (RuntimeException e) {
                                throw translated(e);
                            }
                        };
                    }
                });
    }

    /** Returns whether no connection could be obtained. */
    static boolean isWithoutConnection(RuntimeException e) {
        return e.getCause() instanceof ConnectionException;
    }

    /** Returns the SQL state that the database reported, or an empty text. */
    static String stateOf(Throwable thrown) {
        return sqlIn(thrown).map(SQLException::getSQLState).orElse("");
    }

    private static RuntimeException translated(RuntimeException e) {
        if (e instanceof StoreFailed || sqlIn(e).isEmpty()) {
            return e;
        }
        return new StoreFailed(
                Optional.of(stateOf(e)).filter(state -> STATE.matcher(state).matches()), e);
    }

    private static Optional<SQLException> sqlIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
