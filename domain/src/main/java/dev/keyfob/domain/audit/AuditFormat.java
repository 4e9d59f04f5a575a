package dev.keyfob.domain.audit;

import dev.keyfob.domain.text.SpreadsheetCell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The formats in which the audit log is exported, with one line for each entry. docs/audit.md shows a sample of each.
 */
public enum AuditFormat {
    /** JSON Lines. It includes the hashes, so the chain can be verified outside of Keyfob. */
    JSONL("application/jsonl") {
        @Override
        String line(StoredEntry stored, List<String> values) {
            StringBuilder line = new StringBuilder("{");
            for (int i = 0; i < values.size(); i++) {
                boolean isNumber = i == 0;
                line.append(isNumber ? "\"" : ",\"").append(COLUMNS.get(i)).append("\":");
                line.append(isNumber ? values.get(i) : json(values.get(i)));
            }
            return line.append("}\n").toString();
        }
    },

    /** RFC 4180 with a header row. Cells that a spreadsheet would take for formulas are escaped. */
    CSV("text/csv") {
        @Override
        public String head() {
            return row(COLUMNS);
        }

        @Override
        String line(StoredEntry stored, List<String> values) {
            return row(values);
        }
    },

    /** ArcSight's Common Event Format, version 0, for collectors of security events. */
    CEF("text/plain") {
        @Override
        String line(StoredEntry stored, List<String> values) {
            return CefLine.of(stored, values);
        }
    };

    static final List<String> COLUMNS = List.of(
            "number",
            "id",
            "at",
            "actor_kind",
            "actor_id",
            "actor_name",
            "actor_owner",
            "action",
            "subject_kind",
            "subject_id",
            "subject_name",
            "subject_owner",
            "outcome",
            "address",
            "hash",
            "seal");

    private final String mediaType;

    AuditFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public static Optional<AuditFormat> named(String code) {
        return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType + "; charset=utf-8";
    }

    /** Returns the text before the first entry. */
    public String head() {
        return "";
    }

    /**
     * Returns the entry as a line with its line ending. Fields of an unreadable entry are empty; verification reports
     * it.
     */
    public String line(StoredEntry stored) {
        return line(stored, valuesOf(stored));
    }

    abstract String line(StoredEntry stored, List<String> values);

    private static List<String> valuesOf(StoredEntry stored) {
        Optional<AuditEntry> entry = stored.entry();
        return List.of(
                Long.toString(stored.number()),
                stored.id().toString(),
                ChainPosition.time(stored.at()),
                entry.map(e -> e.actor().kind().code()).orElse(""),
                entry.map(e -> e.actor().id()).orElse(""),
                entry.map(e -> e.actor().name()).orElse(""),
                entry.map(e -> e.actor().owner()).orElse(""),
                entry.map(e -> e.action().code()).orElse(""),
                entry.map(e -> e.subject().kind().code()).orElse(""),
                entry.map(e -> e.subject().id()).orElse(""),
                entry.map(e -> e.subject().name()).orElse(""),
                entry.map(e -> e.subject().owner()).orElse(""),
                entry.map(AuditEntry::outcome).orElse(""),
                entry.map(AuditEntry::address).orElse(""),
                stored.hash(),
                stored.seal().orElse(""));
    }

    private static String row(List<String> values) {
        return values.stream().map(AuditFormat::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String value) {
        String harmless = SpreadsheetCell.withoutFormula(value);
        boolean needsQuotes = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return needsQuotes ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
