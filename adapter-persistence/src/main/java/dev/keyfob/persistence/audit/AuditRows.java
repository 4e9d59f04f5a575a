package dev.keyfob.persistence.audit;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.StoredEntry;
import dev.keyfob.persistence.jdbi.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rows of the audit log, read into records. */
public final class AuditRows {

    private AuditRows() {}

    public static AuditEntry entry(ResultSet row, @Nullable StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                Instants.read(row, "at").orElseThrow(),
                party(row, "actor"),
                AuditAction.valueOf(row.getString("action")),
                party(row, "subject"),
                row.getBoolean("succeeded"),
                row.getString("address"));
    }

    /**
     * Reads a row as it is stored, forged or not. If a column has a value that Keyfob never writes, the result has no
     * entry.
     */
    static StoredEntry stored(ResultSet row, StatementContext context) throws SQLException {
        return new StoredEntry(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                Instants.read(row, "at").orElseThrow(),
                readable(row, context),
                hex(row, "hash").orElse(""),
                hex(row, "seal"));
    }

    static Optional<String> hex(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(HexFormat.of()::formatHex);
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Optional<AuditEntry> readable(ResultSet row, StatementContext context) throws SQLException {
        try {
            return Optional.of(entry(row, context));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static AuditParty party(ResultSet row, String side) throws SQLException {
        return new AuditParty(
                AuditParty.Kind.valueOf(row.getString(side + "_kind")),
                row.getString(side + "_id"),
                row.getString(side + "_name"),
                row.getString(side + "_owner"));
    }
}
