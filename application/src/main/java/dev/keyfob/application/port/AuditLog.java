package dev.keyfob.application.port;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.audit.AuditEntry;

/** What happened. Entries are only ever added. */
public interface AuditLog {

    void append(AuditEntry entry);

    /** The latest first. */
    Page<AuditEntry> list(PageRequest page);
}
