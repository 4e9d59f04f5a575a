package dev.keyfob.application.fake;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The log and its chain. Tests may change both lists, as a forger could change the table. */
public final class InMemoryAuditLog implements AuditLog, AuditChain, AuditMac {

    /** In the order in which they were appended. */
    public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    public final List<StoredEntry> records = new CopyOnWriteArrayList<>();
    public final AtomicReference<ChainEnds> ends = new AtomicReference<>(ChainEnds.EMPTY);

    @Override
    public synchronized void append(AuditEntry entry) {
        ChainPosition next = ends.get().head().next(entry).orElseThrow();
        entries.add(entry);
        records.add(StoredEntry.of(next, entry, Optional.empty()));
        ends.set(new ChainEnds(ends.get().base(), next));
    }

    @Override
    public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
        Comparator<Cursor> earliestFirst = InMemoryAccessTokens.positions();
        Comparator<Cursor> direction = page.readsUp(false) ? earliestFirst : earliestFirst.reversed();
        List<AuditEntry> found = entries.stream()
                .filter(filter::matches)
                .filter(entry -> page.cursor()
                        .map(cursor -> direction.compare(positionOf(entry), cursor) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(InMemoryAuditLog::positionOf, direction))
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(found, page, InMemoryAuditLog::positionOf);
    }

    @Override
    public long countUpTo(AuditFilter filter, int most) {
        return entries.stream().filter(filter::matches).limit(most).count();
    }

    @Override
    public ChainEnds ends() {
        return ends.get();
    }

    @Override
    public List<StoredEntry> read(long after, int numbers) {
        return inOrder().stream()
                .filter(record -> record.number() > after && record.number() <= after + numbers)
                .limit(numbers + 1L)
                .toList();
    }

    @Override
    public Optional<StoredEntry> findBeside(ChainEnds of) {
        return inOrder().stream()
                .filter(record -> record.number() > of.head().number()
                        || record.number() <= of.base().number())
                .findFirst();
    }

    @Override
    public Optional<StoredEntry> latestCut() {
        return records.stream()
                .filter(record -> record.entry()
                        .filter(entry -> entry.action() == AuditAction.AUDIT_CUT)
                        .isPresent())
                .max(Comparator.comparing(StoredEntry::number));
    }

    @Override
    public Optional<StoredEntry> lastBefore(Instant time) {
        long first = inOrder().stream()
                .filter(record -> !record.at().isBefore(time))
                .mapToLong(StoredEntry::number)
                .findFirst()
                .orElse(ends.get().head().number() + 1);
        return records.stream().filter(record -> record.number() == first - 1).findFirst();
    }

    @Override
    public synchronized int removeFirst(int most, long upTo) {
        ChainEnds before = ends.get();
        long last = Math.min(
                before.base().number() + most, Math.min(upTo, before.head().number()));
        if (last <= before.base().number()) {
            return 0;
        }
        ChainPosition base = records.stream()
                .filter(record -> record.number() == last)
                .findFirst()
                .orElseThrow()
                .position();
        records.removeIf(record -> record.number() <= last);
        entries.removeIf(
                entry -> records.stream().noneMatch(record -> record.id().equals(entry.id())));
        ends.set(new ChainEnds(base, before.head()));
        return (int) (last - before.base().number());
    }

    /** Without a key. */
    @Override
    public Optional<String> of(ChainPosition position) {
        return Optional.empty();
    }

    @Override
    public boolean isRight(ChainPosition position, Optional<String> seal) {
        return seal.isEmpty();
    }

    private List<StoredEntry> inOrder() {
        return records.stream()
                .sorted(Comparator.comparing(StoredEntry::number).thenComparing(StoredEntry::id))
                .toList();
    }

    private static Cursor positionOf(AuditEntry entry) {
        return new Cursor(Optional.of(entry.at()), entry.id());
    }
}
