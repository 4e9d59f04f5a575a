package dev.keyfob.web.problem;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Something that broke while a request was answered. It stands in the log once, under an id that the caller is told;
 * whether the database was the cause decides what else the caller is told.
 */
public record Incident(String id, boolean isDatabaseTrouble) {

    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    /** {@code what} was asked for is never text of the caller's. The log leaves out the texts of exceptions. */
    public static Incident note(Throwable broken, String what) {
        String id = UUID.randomUUID().toString();
        Optional<String> state = sqlStateOf(broken);
        LoggingEventBuilder line = LOG.atError().addKeyValue("incident", id).setCause(broken);
        // Five characters that tell what the text of the exception would, and hold nothing of anyone's.
        if (state.isPresent() && state.get().matches("[0-9A-Z]{5}")) {
            line = line.addKeyValue("sql_state", state.get());
        }
        line.log("{} failed, noted as {}", what, id);
        return new Incident(id, state.filter(code -> !isOwnFault(code)).isPresent());
    }

    private static Optional<String> sqlStateOf(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException cause) {
                return Optional.of(Optional.ofNullable(cause.getSQLState()).orElse(""));
            }
        }
        return Optional.empty();
    }

    // Class 23 of the SQL standard: a constraint. The database is well; what we asked of it was wrong.
    private static boolean isOwnFault(String state) {
        return state.startsWith("23");
    }
}
