package dev.keyfob.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.text.PlainLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A head of the audit log that was recorded earlier. If it was read from an export, the last records of that export are
 * included.
 */
record RecordedHead(ChainPosition head, List<JsonNode> records) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a head. {@code typed} is the head itself, or the path of a file: either an export as JSON Lines, or a file
     * with a head on its last line.
     */
    static RecordedHead read(Terminal terminal, String typed) {
        if (typed.matches("[0-9]+:[0-9a-f]+")) {
            return new RecordedHead(ChainPosition.parse(typed), List.of());
        }
        List<String> lines = terminal.endOfFile(typed)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
        if (!last.startsWith("{")) {
            return new RecordedHead(ChainPosition.parse(last), List.of());
        }
        // Only the end of the file was read, so the first line may be incomplete.
        List<JsonNode> records = new ArrayList<>();
        for (String line : lines) {
            try {
                records.add(JSON.readTree(line));
            } catch (JsonProcessingException half) {
                records.clear();
            }
        }
        JsonNode latest = records.isEmpty() ? JSON.createObjectNode() : records.get(records.size() - 1);
        return new RecordedHead(
                ChainPosition.parse(latest.path("number").asText() + ":"
                        + latest.path("hash").asText()),
                List.copyOf(records));
    }

    /** Describes the records after that number, one in each line. */
    Stream<String> recordsAfter(long number) {
        return records.stream()
                .filter(record -> record.path("number").asLong() > number)
                .map(record -> Stream.of("number", "at", "action", "subject_name", "subject_id")
                        .map(field -> PlainLine.marked(record.path(field).asText(), '?'))
                        .reduce("lost:", (before, field) -> before + " " + field));
    }
}
