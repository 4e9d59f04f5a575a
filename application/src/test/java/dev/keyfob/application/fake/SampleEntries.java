package dev.keyfob.application.fake;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditSubject;
import java.time.Instant;
import java.util.UUID;

/** Creates audit entries for actions of the operator. */
public final class SampleEntries {

    private SampleEntries() {}

    public static AuditEntry byOperator(AuditAction action, AuditSubject subject, Instant at) {
        Actor operator = new Actor.Operator();
        return new AuditEntry(
                UUID.randomUUID(), at, operator.party(), action, subject.asParty(), true, operator.address());
    }
}
