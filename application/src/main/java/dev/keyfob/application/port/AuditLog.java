package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;

/** The audit log. Entries are only ever added. */
public interface AuditLog {

    void append(AuditEntry entry);

    /** Returns the matching entries, the latest first. */
    Page<AuditEntry> list(AuditFilter filter, PageRequest page);

    /** Counts the matching entries, up to {@code most}, so that the cost stays bounded. */
    long countUpTo(AuditFilter filter, int most);
}
