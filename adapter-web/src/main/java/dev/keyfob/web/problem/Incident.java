package dev.keyfob.web.problem;

import java.sql.SQLException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that broke while a request was answered. It stands in the log once, under an id that the caller is told;
 * whether the database was the cause decides what else the caller is told.
 */
public record Incident(String id, boolean isDatabaseTrouble) {

    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    /** {@code what} was asked for is never text of the caller's. The log leaves out the texts of exceptions. */
    public static Incident note(Throwable broken, String what) {
        Incident incident = new Incident(UUID.randomUUID().toString(), isDatabaseTrouble(broken));
        LOG.atError()
                .addKeyValue("incident", incident.id())
                .setCause(broken)
                .log("{} failed, noted as {}", what, incident.id());
        return incident;
    }

    private static boolean isDatabaseTrouble(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException cause) {
                return !isOwnFault(cause);
            }
        }
        return false;
    }

    // Class 23 of the SQL standard: a constraint. The database is well; what we asked of it was wrong.
    private static boolean isOwnFault(SQLException cause) {
        return cause.getSQLState() != null && cause.getSQLState().startsWith("23");
    }
}
