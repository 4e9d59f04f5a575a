package dev.keyfob.domain.audit;

import dev.keyfob.domain.actor.AuditParty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One line of the audit log. It is written in the same transaction as the change that it tells of. */
public record AuditEntry(
        UUID id,
        Instant at,
        AuditParty actor,
        AuditAction action,
        AuditParty subject,
        boolean succeeded,
        String address) {

    /** Times are kept in microseconds: what is hashed must be what comes back from the database. */
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
