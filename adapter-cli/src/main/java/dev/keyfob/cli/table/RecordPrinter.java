package dev.keyfob.cli.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.text.PlainLine;
import dev.keyfob.domain.text.SpreadsheetCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Records that are printed as a table for people, or as JSON, CSV (RFC 4180) or a list of ids for programs. */
public final class RecordPrinter {

    /** The output formats: {@code -o table|json|csv|ids}. */
    public enum Format {
        table,
        json,
        csv,
        ids
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    // Quotes only the cells that RFC 4180 requires to be quoted. By default Jackson also quotes long cells.
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final List<String> columns;
    private List<String> brief;
    private String naming;
    private boolean hasShortIds;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    public RecordPrinter(String... columns) {
        this.columns = List.of(columns);
        this.brief = this.columns;
        this.naming = this.columns.get(0);
    }

    /** Sets the columns that are shown at a terminal. {@code --wide} shows all. */
    public RecordPrinter brief(String... columns) {
        brief = List.of(columns);
        return this;
    }

    /** Sets the column by which other commands name a record. The default is the first column. */
    public RecordPrinter namedBy(String column) {
        naming = column;
        return this;
    }

    /** Shortens ids at a terminal. Other commands accept the beginning of an id. */
    public RecordPrinter withShortIds() {
        hasShortIds = true;
        return this;
    }

    /** Adds a record with one value for each column. A missing value is null. */
    public void add(@Nullable Object... values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values[i]);
        }
        rows.add(row);
    }

    public void print(Terminal terminal, Format format) {
        switch (format) {
            case json -> terminal.out().println(write(rows));
            case csv -> terminal.out().print(csv());
            case ids -> terminal.out().print(ids());
            case table -> printTable(terminal);
        }
        terminal.out().flush();
    }

    /** Prints a single record: an object instead of a list in JSON, a line for each field in a table. */
    public void printOne(Terminal terminal, Format format) {
        terminal.out().print(oneAsText(format));
        terminal.out().flush();
    }

    /** Returns what {@link #printOne} prints. */
    public String oneAsText(Format format) {
        return switch (format) {
            case json -> write(rows.get(0)) + System.lineSeparator();
            case csv -> csv();
            case ids -> ids();
            case table -> fields();
        };
    }

    private String fields() {
        int width = Math.max(12, columns.stream().mapToInt(String::length).max().orElse(0)) + 2;
        StringBuilder text = new StringBuilder();
        rows.get(0)
                .forEach((column, value) ->
                        text.append(("%-" + width + "s%s%n").formatted(column.replace('_', ' '), visible(value))));
        return text.toString();
    }

    private String ids() {
        return rows.stream()
                .map(row -> row.get(naming))
                .filter(Objects::nonNull)
                .map(id -> text(id, "") + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** Prints a table that fits the width of the terminal, with times relative to now. */
    public void printFitted(Terminal terminal, Instant now) {
        if (rows.isEmpty()) {
            printTable(terminal);
            return;
        }
        List<String> ids = FittedTable.shortened(
                rows.stream().map(row -> text(row.get("id"), "-")).toList());
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, @Nullable Object> row = rows.get(i);
            String id = ids.get(i);
            lines.add(brief.stream()
                    .map(column -> hasShortIds && column.equals("id")
                            ? id
                            : RelativeTime.isTime(column) ? told(row.get(column), now) : visible(row.get(column)))
                    .toList());
        }
        new FittedTable(brief, lines, terminal.mayColour())
                .lines(terminal.width().orElseThrow())
                .forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private static String told(@Nullable Object time, Instant now) {
        return time == null ? "-" : RelativeTime.of(Instant.parse(time.toString()), now);
    }

    private void printTable(Terminal terminal) {
        if (rows.isEmpty()) {
            terminal.err().println("There are none.");
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(column -> column.replace('_', ' ')).toList());
        rows.forEach(row ->
                lines.add(row.values().stream().map(RecordPrinter::visible).toList()));
        int[] widths = IntStream.range(0, columns.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> CellWidth.of(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i)).append(" ".repeat(widths[i] - CellWidth.of(line.get(i)) + 2));
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
                    row.forEach((column, value) -> texts.put(column, SpreadsheetCell.withoutFormula(text(value, ""))));
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
