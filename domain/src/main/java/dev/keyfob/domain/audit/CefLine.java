package dev.keyfob.domain.audit;

import dev.keyfob.domain.network.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One entry in ArcSight's Common Event Format: a header parted by bars, then names and values. */
final class CefLine {

    /** The version of this choice of fields, which stands where the product's would. */
    private static final String VERSION = "1";

    private CefLine() {}

    static String of(StoredEntry stored, List<String> values) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            columns.put(AuditFormat.COLUMNS.get(i), values.get(i));
        }
        String action = columns.get("action");
        String words = action.isEmpty() ? "unreadable" : action.replace('.', ' ');
        String header = String.join(
                "|",
                "CEF:0",
                "Keyfob",
                "Keyfob",
                VERSION,
                header(action.isEmpty() ? "unreadable" : action),
                header(words),
                columns.get("outcome").equals("success") ? "3" : "6");
        return header + "|" + extension(stored, columns) + "\n";
    }

    private static String extension(StoredEntry stored, Map<String, String> columns) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("rt", Long.toString(stored.at().toEpochMilli()));
        fields.put("externalId", columns.get("number"));
        fields.put("act", columns.get("action"));
        fields.put("outcome", columns.get("outcome"));
        fields.put("suid", columns.get("actor_id"));
        fields.put("suser", columns.get("actor_name"));
        fields.put("spriv", columns.get("actor_kind"));
        fields.put("duid", columns.get("subject_id"));
        fields.put("duser", columns.get("subject_name"));
        fields.put("dpriv", columns.get("subject_kind"));
        String address = columns.get("address");
        fields.put(
                Network.isAddress(address) ? (address.contains(":") ? "c6a2" : "src") : "sourceServiceName", address);
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
        if (!columns.get(column).isEmpty()) {
            fields.put("cs" + number + "Label", column);
            fields.put("cs" + number, columns.get(column));
        }
    }

    // A line's end can be written in a value, and not in the header.
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
