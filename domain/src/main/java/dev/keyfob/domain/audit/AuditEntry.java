package dev.keyfob.domain.audit;

import dev.keyfob.domain.actor.Actor;
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

    public static AuditEntry of(Actor actor, AuditAction action, AuditParty subject, Instant at) {
        return new AuditEntry(UUID.randomUUID(), at, actor.party(), action, subject, true, actor.address());
    }

    /** Something that happened by itself while somebody at that address did something else. */
    public static AuditEntry seen(
            AuditParty actor, AuditAction action, AuditParty subject, Instant at, String address) {
        return new AuditEntry(UUID.randomUUID(), at, actor, action, subject, true, address);
    }

    /** Something that a stranger tried and did not get. */
    public static AuditEntry refused(
            AuditParty stranger, AuditAction action, AuditParty subject, Instant at, String address) {
        return new AuditEntry(UUID.randomUUID(), at, stranger, action, subject, false, address);
    }
}
