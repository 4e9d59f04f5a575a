package dev.keyfob.persistence;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.domain.actor.Party;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about the audit log. */
final class JdbiAuditLog implements AuditLog {

    private final Jdbi jdbi;

    JdbiAuditLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void append(AuditEntry entry) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into audit_entry (id, at, actor_kind, actor_id, actor_name, action,
                            subject_kind, subject_id, subject_name, succeeded, address)
                        values (:id, :at, :actorKind, :actorId, :actorName, :action,
                            :subjectKind, :subjectId, :subjectName, :succeeded, :address)""")
                .bind("id", entry.id())
                .bind("at", entry.at())
                .bind("actorKind", entry.actor().kind().name())
                .bind("actorId", entry.actor().id())
                .bind("actorName", entry.actor().name())
                .bind("action", entry.action().name())
                .bind("subjectKind", entry.subject().kind().name())
                .bind("subjectId", entry.subject().id())
                .bind("subjectName", entry.subject().name())
                .bind("succeeded", entry.succeeded())
                .bind("address", entry.address())
                .execute());
    }

    @Override
    public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
        // Each side of "about" has an index of its own; one question over both would read the whole log.
        String rows = filter.about().isEmpty()
                ? "select * from audit_entry where " + conditions(filter, page)
                        + " order by at desc, id desc limit :limit"
                : "select * from ((" + sideOf("actor_id = :about", filter, page) + ") union ("
                        + sideOf("subject_id = :about", filter, page) + ")) as both_sides"
                        + " order by at desc, id desc limit :limit";
        List<AuditEntry> found = jdbi.withHandle(handle -> {
            Query query = handle.createQuery(rows).bind("limit", page.limit() + 1);
            filter.about().ifPresent(id -> query.bind("about", id));
            filter.action().ifPresent(action -> query.bind("action", action.name()));
            filter.since().ifPresent(start -> query.bind("since", start));
            filter.until().ifPresent(end -> query.bind("until", end));
            page.after()
                    .ifPresent(
                            after -> query.bind("at", after.at().orElseThrow()).bind("after", after.id()));
            return query.map(JdbiAuditLog::read).list();
        });
        return Pages.of(found, page, entry -> new Cursor(Optional.of(entry.at()), entry.id()));
    }

    private static String sideOf(String side, AuditFilter filter, PageRequest page) {
        return "select * from audit_entry where " + side + " and " + conditions(filter, page)
                + " order by at desc, id desc limit :limit";
    }

    private static String conditions(AuditFilter filter, PageRequest page) {
        List<String> conditions = new ArrayList<>();
        filter.action().ifPresent(action -> conditions.add("action = :action"));
        filter.since().ifPresent(start -> conditions.add("at >= :since"));
        filter.until().ifPresent(end -> conditions.add("at < :until"));
        page.after().ifPresent(after -> conditions.add("(at, id) < (:at, :after)"));
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private static AuditEntry read(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                JdbiAccessTokens.instant(row, "at").orElseThrow(),
                party(row, "actor"),
                AuditAction.valueOf(row.getString("action")),
                party(row, "subject"),
                row.getBoolean("succeeded"),
                row.getString("address"));
    }

    private static Party party(ResultSet row, String side) throws SQLException {
        return new Party(
                Party.Kind.valueOf(row.getString(side + "_kind")),
                row.getString(side + "_id"),
                row.getString(side + "_name"));
    }
}
