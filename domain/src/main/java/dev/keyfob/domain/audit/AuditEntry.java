package dev.keyfob.domain.audit;

import dev.keyfob.domain.actor.AuditParty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One entry of the audit log. It is written in the same transaction as the change that it records. */
public record AuditEntry(
        UUID id,
        Instant at,
        AuditParty actor,
        AuditAction action,
        AuditParty subject,
        boolean succeeded,
        String address) {

    /** Truncates the time to microseconds, because the hashed time must equal the time that the database returns. */
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The word in the hashed audit log and its exports. It never changes. */
    public String outcome() {
        return succeeded ? "success" : "failure";
    }
}
