package dev.keyfob.web.problem;

import dev.keyfob.application.StoreFailed;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A failure while a request was answered. It is logged once, under an id. The caller receives the id. If the database
 * itself failed, the caller receives no id, but the message that the data cannot be reached.
 */
public record Incident(String id, boolean isDatabaseTrouble) {

    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    /**
     * Logs a failure. {@code what} names the request, and must never contain text from the caller. The log leaves out
     * the messages of exceptions.
     */
    public static Incident note(Throwable broken, String what) {
        String id = UUID.randomUUID().toString();
        Optional<StoreFailed> failed = storeFailedIn(broken);
        LoggingEventBuilder line = LOG.atError().addKeyValue("incident", id).setCause(broken);
        // The state has five characters. It names the cause like the exception's message would, but contains no data.
        Optional<String> state = failed.flatMap(StoreFailed::state);
        if (state.isPresent()) {
            line = line.addKeyValue("sql_state", state.get());
        }
        line.log("{} failed, recorded as {}", what, id);
        return new Incident(id, failed.filter(StoreFailed::isTroubleOfTheStore).isPresent());
    }

    private static Optional<StoreFailed> storeFailedIn(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof StoreFailed failed) {
                return Optional.of(failed);
            }
        }
        return Optional.empty();
    }
}
