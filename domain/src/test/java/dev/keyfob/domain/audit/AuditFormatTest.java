package dev.keyfob.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.actor.AuditParty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFormatTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.1Z");

    // Exported logs must stay verifiable. These bytes were computed independently, from docs/audit.md.
    @Test
    void the_encoding_of_an_entry_stays_as_it_is() {
        AuditEntry entry = new AuditEntry(
                UUID.fromString("907d607a-36ac-4e00-92f4-a59f4ab46d84"),
                Instant.parse("2026-11-26T10:34:23.891367Z"),
                AuditParty.operator(),
                AuditAction.TOKEN_CREATED,
                new AuditParty(
                        AuditParty.Kind.TOKEN,
                        "84ba312d-7921-4536-8372-835009a156a0",
                        "=CI|1",
                        "7f8716bc-288f-42b4-af74-f519297261e9"),
                true,
                "command line");
        ChainPosition before = new ChainPosition(2, "20c77692c8e555c006fbcb3813907c528b5db7919efb9143cefb335df8ece0fc");

        assertThat(before.next(entry))
                .contains(new ChainPosition(3, "a57b62f94d77b74d7469cad0b1223c7a3fc7faafb58be367da8a2505209352b2"));
    }

    @Test
    void a_text_that_is_none_in_unicode_has_no_place_in_the_chain() {
        assertThat(ChainPosition.START.next(entry("\uD800"))).isEmpty();
    }

    // RFC 4180
    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "a,b", "a\"b", "a\r\nb", "=\"a\",b", "plain"
            })
    void a_cell_of_a_csv_is_read_as_it_was_and_is_no_formula(String name) {
        List<String> cells = cellsOf(AuditFormat.CSV.line(stored(name)));

        assertThat(cells).hasSize(AuditFormat.COLUMNS.size());
        String cell = cells.get(AuditFormat.COLUMNS.indexOf("subject_name"));
        assertThat(cell).doesNotStartWith("=").doesNotContainPattern("^[+\\-@\\t\\r\\n]");
        assertThat(cell).isIn(name, "'" + name);
    }

    @Test
    void a_csv_has_the_names_of_its_columns_on_top_and_the_line_ends_of_its_standard() {
        assertThat(AuditFormat.CSV.head()).startsWith("number,id,at,actor_kind").endsWith(",hash,seal\r\n");
        assertThat(AuditFormat.CSV.line(stored("CI"))).endsWith("\r\n").contains(",2026-11-24T09:30:00.100000Z,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a=b", "a\\b", "a\nb", "a\r\nb", "\\n", "a\\=b c=d", "plain words"})
    void a_value_of_cef_is_read_as_it_was(String name) {
        String line = AuditFormat.CEF.line(stored(name));

        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line).startsWith("CEF:0|Keyfob|Keyfob|1|token.created|token created|3|");
        Map<String, String> fields = fieldsOf(line.strip().split("\\|", 8)[7]);
        assertThat(fields).containsEntry("duser", name).containsEntry("src", "192.0.2.1");
        assertThat(fields).containsEntry("outcome", "success").containsEntry("rt", "" + NOW.toEpochMilli());
    }

    @Test
    void a_json_line_escapes_what_would_end_it_or_the_text() {
        String line = AuditFormat.JSONL.line(stored("a\"b\\c\nd\u2028e\u0000\uD83D\uDE00"));

        assertThat(line).contains("\"subject_name\":\"a\\\"b\\\\c\\u000ad\\u2028e\\u0000\\ud83d\\ude00\"");
        assertThat(line.lines()).hasSize(1);
        assertThat(line).startsWith("{\"number\":1,\"id\":\"").endsWith("\"seal\":\"\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7:", "7:abc", "x:00", "-1:00"})
    void what_is_no_head_is_refused_with_a_sentence(String typed) {
        assertThatThrownBy(() -> ChainPosition.parse(typed))
                .hasMessageContaining("a number, a colon and 64 hexadecimal digits");
    }

    private static StoredEntry stored(String name) {
        AuditEntry entry = entry(name);
        return StoredEntry.of(ChainPosition.START.next(entry).orElseThrow(), entry, Optional.empty());
    }

    private static AuditEntry entry(String name) {
        return new AuditEntry(
                UUID.randomUUID(),
                NOW,
                AuditParty.operator(),
                AuditAction.TOKEN_CREATED,
                new AuditParty(AuditParty.Kind.TOKEN, "an id", name, "an owner"),
                true,
                "192.0.2.1");
    }

    // A strict parser of RFC 4180.
    private static List<String> cellsOf(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        String text = row.substring(0, row.length() - 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    // A parser of the extension: a name ends at "=", a value at the space before the next name.
    private static Map<String, String> fieldsOf(String extension) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : extension.split(" (?=[A-Za-z0-9]+=)")) {
            String[] pair = field.split("=", 2);
            StringBuilder value = new StringBuilder();
            for (int i = 0; i < pair[1].length(); i++) {
                char c = pair[1].charAt(i);
                if (c == '\\') {
                    char escaped = pair[1].charAt(++i);
                    value.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
                } else {
                    value.append(c);
                }
            }
            fields.put(pair[0], value.toString());
        }
        return fields;
    }
}
