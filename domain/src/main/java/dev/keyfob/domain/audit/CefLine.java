package dev.keyfob.domain.audit;

import dev.keyfob.domain.network.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** One entry in ArcSight's Common Event Format: a header separated by bars, then names and values. */
final class CefLine {

    /** The version of this mapping of fields. The header has it in place of the product version. */
    private static final String VERSION = "1";

    private CefLine() {}

    static String of(StoredEntry stored, List<String> values) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            columns.put(AuditFormat.COLUMNS.get(i), values.get(i));
        }
        String action = column("action", columns);
        String words = action.isEmpty() ? "unreadable" : action.replace('.', ' ');
        String header = String.join(
                "|",
                "CEF:0",
                "Keyfob",
                "Keyfob",
                VERSION,
                header(action.isEmpty() ? "unreadable" : action),
                header(words),
                column("outcome", columns).equals("success") ? "3" : "6");
        return header + "|" + extension(stored, columns) + "\n";
    }

    private static String extension(StoredEntry stored, Map<String, String> columns) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("rt", Long.toString(stored.at().toEpochMilli()));
        fields.put("externalId", column("number", columns));
        fields.put("act", column("action", columns));
        fields.put("outcome", column("outcome", columns));
        fields.put("suid", column("actor_id", columns));
        fields.put("suser", column("actor_name", columns));
        fields.put("spriv", column("actor_kind", columns));
        fields.put("duid", column("subject_id", columns));
        fields.put("duser", column("subject_name", columns));
        fields.put("dpriv", column("subject_kind", columns));
        String address = column("address", columns);
        fields.put(
                IpAddress.parse(address)
                        .map(parsed -> parsed.isV4() ? "src" : "c6a2")
                        .orElse("sourceServiceName"),
                address);
        if (fields.containsKey("c6a2")) {
            fields.put("c6a2Label", "Source IPv6 Address");
        }
        custom(fields, 1, "id", columns);
        custom(fields, 2, "at", columns);
        custom(fields, 3, "actor_owner", columns);
        custom(fields, 4, "subject_owner", columns);
        custom(fields, 5, "hash", columns);
        custom(fields, 6, "seal", columns);
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + value(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static void custom(Map<String, String> fields, int number, String column, Map<String, String> columns) {
        if (!column(column, columns).isEmpty()) {
            fields.put("cs" + number + "Label", column);
            fields.put("cs" + number, column(column, columns));
        }
    }

    private static String column(String name, Map<String, String> columns) {
        return Objects.requireNonNull(columns.get(name), name);
    }

    // CEF can escape a line break in a value, but not in the header.
    private static String header(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("[\\r\\n]", " ");
    }

    private static String value(String text) {
        return text.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
