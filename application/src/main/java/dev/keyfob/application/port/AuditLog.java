package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;

/** What happened. Entries are only ever added. */
public interface AuditLog {

    void append(AuditEntry entry);

    /** The latest first. */
    Page<AuditEntry> list(AuditFilter filter, PageRequest page);

    /** How many there are, but never more than {@code most}: what it takes to find out stays bounded. */
    long countUpTo(AuditFilter filter, int most);
}
