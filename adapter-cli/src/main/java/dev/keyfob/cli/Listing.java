package dev.keyfob.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.keyfob.domain.text.PlainLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints records as a table for people, as JSON or as CSV (RFC 4180) for programs. */
final class Listing {

    /** How it can be printed: {@code -o table|json|csv}. */
    enum Format {
        table,
        json,
        csv
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    // Quotes stand where RFC 4180 needs them, not around whatever is long.
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final List<String> columns;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    Listing(String... columns) {
        this.columns = List.of(columns);
    }

    /** One value for each column; null where there is none. */
    void add(@Nullable Object... values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values[i]);
        }
        rows.add(row);
    }

    void print(Terminal terminal, Format format) {
        switch (format) {
            case json -> terminal.out().println(write(rows));
            case csv -> terminal.out().print(csv());
            case table -> printTable(terminal);
        }
        terminal.out().flush();
    }

    /** One record: an object rather than a list in JSON, a line for each field in a table. */
    void printOne(Terminal terminal, Format format) {
        if (format == Format.json) {
            terminal.out().println(write(rows.get(0)));
        } else if (format == Format.csv) {
            terminal.out().print(csv());
        } else {
            int width =
                    Math.max(12, columns.stream().mapToInt(String::length).max().orElse(0)) + 2;
            rows.get(0)
                    .forEach((column, value) ->
                            terminal.out().printf("%-" + width + "s%s%n", column.replace('_', ' '), visible(value)));
        }
        terminal.out().flush();
    }

    private void printTable(Terminal terminal) {
        if (rows.isEmpty()) {
            terminal.err().println("There are none.");
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(column -> column.replace('_', ' ')).toList());
        rows.forEach(
                row -> lines.add(row.values().stream().map(Listing::visible).toList()));
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                int column = i;
                int width = lines.stream()
                        .mapToInt(each -> each.get(column).length())
                        .max()
                        .orElse(0);
                text.append(line.get(i)).append(" ".repeat(width - line.get(i).length() + 2));
            }
            terminal.out().println(text.toString().stripTrailing());
        }
    }

    private String csv() {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        columns.forEach(schema::addColumn);
        List<Map<String, String>> cells = rows.stream()
                .map(row -> {
                    Map<String, String> texts = new LinkedHashMap<>();
                    row.forEach((column, value) -> texts.put(column, harmlessCell(value)));
                    return texts;
                })
                .toList();
        try {
            return CSV.writer(schema.build()).writeValueAsString(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts can always be written", e);
        }
    }

    // A spreadsheet takes a cell that begins with one of these for a formula.
    private static String harmlessCell(@Nullable Object value) {
        String text = text(value, "");
        return !text.isEmpty() && "=+-@\t\r\0".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String visible(@Nullable Object value) {
        return PlainLine.marked(text(value, "-"), '?');
    }

    private static String text(@Nullable Object value, String ofNone) {
        if (value == null) {
            return ofNone;
        }
        return value instanceof List<?> list
                ? String.join(" ", list.stream().map(Object::toString).toList())
                : value.toString();
    }
}
