package dev.keyfob.persistence.schema;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.persistence.audit.AuditRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Chains the audit log. Existing entries are numbered and hashed here, once, in the order of their times. From then on
 * a number is required, so that no entry can be passed off as older than the chain. Existing entries get no seal,
 * because there was no key.
 *
 * <p>This is in Java, because the two databases cannot compute the same hash in SQL. H2 commits each schema change by
 * itself, so every step can be repeated after a crash.
 */
final class V9__Audit_chain extends BaseJavaMigration {

    private static final int BATCH = 1000;

    // The columns of the chain, and of the owners, which come from the tokens that still exist.
    private static final List<String> BEFORE = List.of(
            "alter table audit_entry add column if not exists number bigint",
            "alter table audit_entry add column if not exists hash bytea",
            "alter table audit_entry add column if not exists seal bytea",
            "alter table audit_entry add column if not exists actor_owner varchar(36) default '' not null",
            "alter table audit_entry add column if not exists subject_owner varchar(36) default '' not null",
            "alter table audit_entry alter column subject_id set data type varchar(128)",
            // One row: the latest entry, and the last one that was removed. It is locked while an entry is appended.
            """
            create table if not exists audit_head (
                id          integer primary key,
                number      bigint not null,
                hash        bytea not null,
                seal        bytea,
                base_number bigint not null,
                base_hash   bytea not null
            )""");

    private static final List<String> AFTER = List.of(
            "alter table audit_entry alter column number set not null",
            "alter table audit_entry alter column hash set not null",
            "create unique index if not exists audit_entry_number on audit_entry (number)",
            "create index if not exists audit_entry_of_account on audit_entry (subject_owner, at, id)",
            "create index if not exists audit_entry_by_account on audit_entry (actor_owner, subject_owner, at, id)");

    private final Map<UUID, String> owners = new HashMap<>();

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        execute(connection, BEFORE);
        ChainPosition head = chainAll(connection);
        execute(connection, AFTER);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into audit_head (id, number, hash, base_number, base_hash)
                    select 1, cast(? as bigint), cast(? as bytea), 0, cast(? as bytea)
                    where not exists (select 1 from audit_head where id = 1)""")) {
            insert.setLong(1, head.number());
            insert.setBytes(2, AuditRows.bytes(head.hash()));
            insert.setBytes(3, AuditRows.bytes(ChainPosition.START.hash()));
            insert.executeUpdate();
        }
    }

    private ChainPosition chainAll(Connection connection) throws SQLException {
        ChainPosition head = ChainPosition.START;
        Optional<AuditEntry> last = Optional.empty();
        while (true) {
            List<AuditEntry> batch = next(connection, last);
            if (batch.isEmpty()) {
                return head;
            }
            head = chain(connection, batch, head);
            last = Optional.of(batch.get(batch.size() - 1));
        }
    }

    private ChainPosition chain(Connection connection, List<AuditEntry> batch, ChainPosition before)
            throws SQLException {
        ChainPosition head = before;
        try (PreparedStatement update = connection.prepareStatement("""
                update audit_entry set number = ?, hash = ?, actor_owner = ?, subject_owner = ? where id = ?""")) {
            for (AuditEntry entry : batch) {
                head = head.next(entry).orElseThrow();
                update.setLong(1, head.number());
                update.setBytes(2, AuditRows.bytes(head.hash()));
                update.setString(3, entry.actor().owner());
                update.setString(4, entry.subject().owner());
                update.setObject(5, entry.id());
                update.addBatch();
            }
            update.executeBatch();
        }
        return head;
    }

    private List<AuditEntry> next(Connection connection, Optional<AuditEntry> last) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from audit_entry"
                + (last.isPresent() ? " where (at, id) > (?, ?)" : "") + " order by at, id limit " + BATCH)) {
            if (last.isPresent()) {
                Instant at = last.get().at();
                select.setObject(1, at.atOffset(ZoneOffset.UTC));
                select.setObject(2, last.get().id());
            }
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(AuditRows.entry(rows, null));
                }
            }
            List<AuditEntry> owned = new ArrayList<>();
            for (AuditEntry entry : entries) {
                owned.add(new AuditEntry(
                        entry.id(),
                        entry.at(),
                        owned(connection, entry.actor()),
                        entry.action(),
                        owned(connection, entry.subject()),
                        entry.succeeded(),
                        entry.address()));
            }
            return owned;
        }
    }

    private AuditParty owned(Connection connection, AuditParty party) throws SQLException {
        boolean isToken = party.kind() == AuditParty.Kind.TOKEN && !party.id().isEmpty();
        String owner = party.kind() == AuditParty.Kind.USER
                ? party.id()
                : isToken ? ownerOf(connection, UUID.fromString(party.id())) : "";
        return new AuditParty(party.kind(), party.id(), party.name(), owner);
    }

    private String ownerOf(Connection connection, UUID token) throws SQLException {
        String known = owners.get(token);
        if (known != null) {
            return known;
        }
        try (PreparedStatement select = connection.prepareStatement("select owner_id from access_token where id = ?")) {
            select.setObject(1, token);
            try (ResultSet row = select.executeQuery()) {
                String owner = row.next() ? row.getObject(1, UUID.class).toString() : "";
                owners.put(token, owner);
                return owner;
            }
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
