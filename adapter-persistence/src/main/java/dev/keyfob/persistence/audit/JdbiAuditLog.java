package dev.keyfob.persistence.audit;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** All SQL about the audit log. */
public final class JdbiAuditLog implements AuditLog {

    private final Jdbi jdbi;
    private final AuditMac seals;
    private final SeenHistory seen;

    public JdbiAuditLog(Jdbi jdbi, AuditMac seals, SeenHistory seen) {
        this.jdbi = jdbi;
        this.seals = seals;
        this.seen = seen;
    }

    /** Throws if nothing could be added with this key, or without one. */
    public void requireFittingKey() {
        Head head = jdbi.withHandle(handle -> head(handle, ""));
        if (seals.isRight(head.position(), head.seal())) {
            return;
        }
        long next = head.position().number() + 1;
        if (head.seal().isEmpty()) {
            throw new DatabaseUnavailable("The records of the audit log up to number "
                    + head.position().number()
                    + " have no seal. To seal new ones, set audit.sealed_from to " + next + ". If the existing ones"
                    + " should have a seal, find out first who wrote them.");
        }
        throw new DatabaseUnavailable("The audit log is sealed with a key that audit.key_file does not name. Name the"
                + " right file. If the key is lost, create a new one and set audit.sealed_from to " + next + ".");
    }

    /**
     * Numbers the entry and chains it to the previous one. The head row is locked until the end of the transaction, so
     * that two nodes never chain to the same entry. Appending takes the last lock of a transaction.
     */
    @Override
    public void append(AuditEntry entry) {
        jdbi.useTransaction(handle -> {
            Head head = head(handle, " for update");
            if (!seals.isRight(head.position(), head.seal())) {
                throw new Refusal(
                        Reason.AUDIT_KEY_WRONG,
                        "The change was not made, because it cannot be recorded in the audit log: its latest seal does"
                                + " not match the key in audit.key_file. Run 'audit verify' for details.");
            }
            ChainPosition position = head.position()
                    .next(entry)
                    .orElseThrow(() -> new IllegalArgumentException("an entry with invalid Unicode cannot be chained"));
            insert(handle, StoredEntry.of(position, entry, seals.of(position)));
            handle.afterCommit(() -> seen.saw(position));
        });
    }

    /** The position of the latest entry, and its seal. */
    private record Head(ChainPosition position, Optional<String> seal) {}

    private static Head head(Handle handle, String lock) {
        return handle.createQuery("select number, hash, seal from audit_head where id = 1" + lock)
                .map((row, context) -> new Head(
                        new ChainPosition(
                                row.getLong("number"),
                                AuditRows.hex(row, "hash").orElse("")),
                        AuditRows.hex(row, "seal")))
                .one();
    }

    private static void insert(Handle handle, StoredEntry stored) {
        AuditEntry entry = stored.entry().orElseThrow();
        byte[] hash = AuditRows.bytes(stored.hash());
        byte[] seal = stored.seal().map(AuditRows::bytes).orElse(null);
        handle.createUpdate("""
                        insert into audit_entry (number, id, at, actor_kind, actor_id, actor_name, actor_owner, action,
                            subject_kind, subject_id, subject_name, subject_owner, succeeded, address, hash, seal)
                        values (:number, :id, :at, :actorKind, :actorId, :actorName, :actorOwner, :action,
                            :subjectKind, :subjectId, :subjectName, :subjectOwner, :succeeded, :address, :hash,
                            :seal)""")
                .bind("number", stored.number())
                .bind("id", entry.id())
                .bind("at", entry.at())
                .bind("actorKind", entry.actor().kind().name())
                .bind("actorId", entry.actor().id())
                .bind("actorName", entry.actor().name())
                .bind("actorOwner", entry.actor().owner())
                .bind("action", entry.action().name())
                .bind("subjectKind", entry.subject().kind().name())
                .bind("subjectId", entry.subject().id())
                .bind("subjectName", entry.subject().name())
                .bind("subjectOwner", entry.subject().owner())
                .bind("succeeded", entry.succeeded())
                .bind("address", entry.address())
                .bind("hash", hash)
                .bind("seal", seal)
                .execute();
        handle.createUpdate("update audit_head set number = :number, hash = :hash, seal = :seal where id = 1")
                .bind("number", stored.number())
                .bind("hash", hash)
                .bind("seal", seal)
                .execute();
    }

    @Override
    public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
        boolean isUp = page.readsUp(false);
        String direction = isUp ? " asc" : " desc";
        String position = page.cursor()
                .map(cursor -> " and (at, id) " + (isUp ? ">" : "<") + " (:at, :id)")
                .orElse("");
        String rows = rows("*", filter, position, " order by at" + direction + ", id" + direction + " limit :limit");
        List<AuditEntry> found = jdbi.withHandle(handle -> {
            Query query = bound(filter, handle.createQuery(rows)).bind("limit", page.limit() + 1);
            page.cursor()
                    .ifPresent(cursor ->
                            query.bind("at", cursor.at().orElseThrow()).bind("id", cursor.id()));
            return query.map(AuditRows::entry).list();
        });
        return Page.of(found, page, entry -> new Cursor(Optional.of(entry.at()), entry.id()));
    }

    @Override
    public long countUpTo(AuditFilter filter, int most) {
        // Sorted, so that the database reads each side through its index.
        String counted = "select count(*) from ("
                + rows("at, id", filter, "", " order by at desc, id desc limit :limit") + ") as counted";
        return jdbi.withHandle(handle -> bound(filter, handle.createQuery(counted))
                .bind("limit", most)
                .mapTo(Long.class)
                .one());
    }

    // Each side has its own index. A single query for both sides would read the whole log.
    private static String rows(String columns, AuditFilter filter, String position, String end) {
        List<String> sides = filter.account().isPresent()
                ? List.of("subject_owner = :account", "actor_owner = :account and subject_owner = ''")
                : filter.about().isPresent() ? List.of("actor_id = :about", "subject_id = :about") : List.of("true");
        List<String> each = sides.stream()
                .map(side -> "select " + columns + " from audit_entry where " + side + " and " + conditions(filter)
                        + position + end)
                .toList();
        return each.size() == 1
                ? each.get(0)
                : "select " + columns + " from ((" + each.get(0) + ") union (" + each.get(1) + ")) as both_sides" + end;
    }

    private static Query bound(AuditFilter filter, Query query) {
        filter.account().ifPresent(user -> query.bind("account", user.toString()));
        filter.about().ifPresent(id -> query.bind("about", id));
        filter.action().ifPresent(action -> query.bind("action", action.name()));
        filter.since().ifPresent(start -> query.bind("since", start));
        filter.until().ifPresent(end -> query.bind("until", end));
        return query;
    }

    private static String conditions(AuditFilter filter) {
        List<String> conditions = new ArrayList<>();
        if (filter.account().isPresent() && filter.about().isPresent()) {
            conditions.add("(actor_id = :about or subject_id = :about)");
        }
        filter.action().ifPresent(action -> conditions.add("action = :action"));
        filter.since().ifPresent(start -> conditions.add("at >= :since"));
        filter.until().ifPresent(end -> conditions.add("at < :until"));
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }
}
