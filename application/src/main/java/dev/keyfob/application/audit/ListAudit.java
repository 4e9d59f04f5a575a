package dev.keyfob.application.audit;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.permission.Permission;

/** Reads the audit log, the latest entry first. For administrators and the operator. Changes nothing. */
public final class ListAudit {

    private final AuditLog auditLog;

    public ListAudit(AuditLog auditLog) {
        this.auditLog = auditLog;
    }

    public Page<AuditEntry> list(Actor actor, AuditFilter filter, PageRequest page) {
        actor.require(Permission.AUDIT_VIEW);
        return auditLog.list(filter, page);
    }

    /** Counts the matching entries, up to {@code most}. */
    public long countUpTo(Actor actor, AuditFilter filter, int most) {
        actor.require(Permission.AUDIT_VIEW);
        return auditLog.countUpTo(filter, most);
    }
}
