package dev.keyfob.cli.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table that is not wider than the terminal. The widest columns are narrowed first, to eight characters at least,
 * then the last columns are left out. The columns {@code id}, {@code state}, {@code at} and {@code ..._at} are never
 * narrowed.
 */
final class FittedTable {

    private static final int GAP = 2;
    private static final int SHORTEST_ID = 8;
    private static final int NARROWEST = 8;

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String BOLD = "1";

    private static final Set<String> GOOD = Set.of("active", "enabled", "delivered", "success", "ok");
    private static final Set<String> PENDING = Set.of("suspended", "pending", "sending", "warning");
    private static final Set<String> BAD = Set.of("expired", "revoked", "disabled", "failed", "failure");

    private final List<String> columns;
    private final List<List<String>> rows;
    private final boolean mayColour;

    /** {@code columns} are the names of the fields; {@code rows} contain the visible texts. */
    public FittedTable(List<String> columns, List<List<String>> rows, boolean mayColour) {
        this.columns = columns;
        this.rows = rows;
        this.mayColour = mayColour;
    }

    /** Shortens ids to their first letters: at least eight, and enough to keep them distinct. */
    public static List<String> shortened(List<String> ids) {
        int length = SHORTEST_ID;
        while (!areDifferent(ids, length)) {
            length++;
        }
        int letters = length;
        return ids.stream()
                .map(id -> id.substring(0, Math.min(letters, id.length())))
                .toList();
    }

    private static boolean areDifferent(List<String> ids, int length) {
        Set<String> whole = new HashSet<>(ids);
        Set<String> beginnings = new HashSet<>();
        whole.forEach(id -> beginnings.add(id.substring(0, Math.min(length, id.length()))));
        return beginnings.size() == whole.size();
    }

    /** Returns the lines, the column headings first, for a terminal of that width. */
    public List<String> lines(int width) {
        List<Integer> widths = widths(width);
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(FittedTable::head).toList(), widths, true));
        rows.forEach(row -> lines.add(line(row, widths, false)));
        return lines;
    }

    private List<Integer> widths(int width) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            widths.add(Math.max(
                    CellWidth.of(head(columns.get(i))),
                    rows.stream()
                            .mapToInt(row -> CellWidth.of(row.get(column)))
                            .max()
                            .orElse(0)));
        }
        while (sum(widths) > width) {
            int widest = IntStream.range(0, widths.size())
                    .filter(i -> !isFixed(columns.get(i)))
                    .reduce((a, b) -> widths.get(a) >= widths.get(b) ? a : b)
                    .orElse(0);
            if (widths.get(widest) > NARROWEST && !isFixed(columns.get(widest))) {
                widths.set(widest, widths.get(widest) - 1);
            } else if (widths.size() > 1) {
                widths.remove(widths.size() - 1);
            } else {
                break;
            }
        }
        return widths;
    }

    private static int sum(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum() + GAP * (widths.size() - 1);
    }

    private static boolean isFixed(String column) {
        return column.equals("id") || column.equals("state") || RelativeTime.isTime(column);
    }

    private static String head(String column) {
        return column.replace('_', ' ');
    }

    private String line(List<String> cells, List<Integer> widths, boolean isHead) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.size(); i++) {
            String cell = CellWidth.cut(cells.get(i), widths.get(i));
            boolean isLast = i == widths.size() - 1;
            line.append(coloured(cell, columns.get(i), isHead))
                    .append(isLast ? "" : " ".repeat(widths.get(i) - CellWidth.of(cell) + GAP));
        }
        return line.toString();
    }

    private String coloured(String cell, String column, boolean isHead) {
        if (!mayColour) {
            return cell;
        }
        if (isHead) {
            return in(BOLD, cell);
        }
        if (!column.equals("state") && !column.equals("outcome")) {
            return cell;
        }
        return GOOD.contains(cell)
                ? in(GREEN, cell)
                : PENDING.contains(cell) ? in(YELLOW, cell) : BAD.contains(cell) ? in(RED, cell) : cell;
    }

    private static String in(String colour, String cell) {
        return "\u001b[" + colour + "m" + cell + "\u001b[0m";
    }
}
