package dev.keyfob.persistence.backup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.backup.ExportData;
import dev.keyfob.application.backup.ImportData;
import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.backup.BackupManifest;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.persistence.AssembledUseCases;
import dev.keyfob.persistence.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Exports data from databases and imports it into others, for tests. */
public final class MovedData {

    public static final BackupProgress UNWATCHED = (stage, done, total) -> {};
    public static final Instant NOW = Instant.parse("2026-10-25T01:30:00.123456Z");

    private MovedData() {}

    public static BackupManifest export(Database database, Path file) throws IOException {
        ExportData exportData = AssembledUseCases.over(database, () -> NOW).backup.exportData;
        try (OutputStream bytes = Files.newOutputStream(file)) {
            return exportData.export(OPERATOR, bytes, UNWATCHED);
        }
    }

    public static void importFrom(Database database, Path file) {
        importInto(database, database.archive(), file, UNWATCHED);
    }

    public static void importInto(Database database, Archive archive, Path file, BackupProgress progress) {
        importData(database, archive, NOW.plusSeconds(1)).importFrom(OPERATOR, file, progress);
    }

    public static ImportData importData(Database database, Archive archive, Instant now) {
        return importData(database, archive, database.accessTokens(), now);
    }

    /** Returns an import that reads the imported tokens back through {@code tokens}. */
    public static ImportData importData(Database database, Archive archive, AccessTokens tokens, Instant now) {
        AuditedChanges changes = new AuditedChanges(
                database.transactions(),
                database.auditLog(),
                new ChangeLimit(new Counts(), () -> now),
                (entry, subject) -> {},
                () -> now);
        return new ImportData(changes, archive, tokens);
    }

    public static List<String> take(Map<String, List<String>> rows, String action) {
        // The head covers the entries that are removed here. The verification of the chain checks it.
        rows.remove("audit_head");
        List<String> taken = new ArrayList<>(rows.get("audit_entry"));
        taken.removeIf(row -> !row.contains("action=" + action));
        List<String> left = new ArrayList<>(rows.get("audit_entry"));
        left.removeAll(taken);
        rows.put("audit_entry", left);
        return taken;
    }

    public static byte[] unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return in.readAllBytes();
        }
    }

    public static String textIn(Path file) throws IOException {
        return new String(unpacked(file), StandardCharsets.UTF_8);
    }

    public static void pack(String text, Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
