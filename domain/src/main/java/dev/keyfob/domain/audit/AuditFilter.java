package dev.keyfob.domain.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit log are meant: all that fulfil what is given. {@code about} is the id of a user, a token or
 * a client, as the one who acted or the one acted on.
 */
public record AuditFilter(
        Optional<AuditAction> action, Optional<String> about, Optional<Instant> since, Optional<Instant> until) {

    public static AuditFilter everything() {
        return new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static AuditFilter about(String id) {
        return new AuditFilter(Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty());
    }

    public boolean matches(AuditEntry entry) {
        return action.map(entry.action()::equals).orElse(true)
                && about.map(id -> id.equals(entry.actor().id())
                                || id.equals(entry.subject().id()))
                        .orElse(true)
                && since.map(start -> !entry.at().isBefore(start)).orElse(true)
                && until.map(end -> entry.at().isBefore(end)).orElse(true);
    }
}
