package dev.keyfob.web.pages;

import dev.keyfob.domain.audit.AuditEntry;
import java.time.Instant;

/** One line of the audit log. */
public record AuditRow(Moment at, String actor, String action, String subject, boolean succeeded, String address) {

    static AuditRow of(AuditEntry entry, Instant now) {
        return new AuditRow(
                Moment.of(entry.at(), now),
                entry.actor().name(),
                entry.action().code(),
                entry.subject().name(),
                entry.succeeded(),
                entry.address());
    }
}
