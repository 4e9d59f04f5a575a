package dev.keyfob.application.fake;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

public final class InMemoryAuditLog implements AuditLog {

    /** In the order in which they were appended. */
    public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void append(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
        Comparator<Cursor> latestFirst = InMemoryAccessTokens.positions().reversed();
        List<AuditEntry> found = entries.stream()
                .filter(filter::matches)
                .filter(entry -> page.after()
                        .map(after -> latestFirst.compare(positionOf(entry), after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(InMemoryAuditLog::positionOf, latestFirst))
                .limit(page.limit() + 1L)
                .toList();
        if (found.size() <= page.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<AuditEntry> items = found.subList(0, page.limit());
        return new Page<>(items, Optional.of(positionOf(items.get(items.size() - 1))));
    }

    private static Cursor positionOf(AuditEntry entry) {
        return new Cursor(Optional.of(entry.at()), entry.id());
    }
}
