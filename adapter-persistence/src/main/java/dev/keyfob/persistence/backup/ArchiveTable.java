package dev.keyfob.persistence.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** A table that is carried, as the schema says it is: its columns by name, and the columns that name a row. */
public record ArchiveTable(String name, List<ArchiveColumn> columns, List<String> key) {

    static final int PAGE = 1_000;

    /** Those of the named tables that the schema has, in that order. */
    public static List<ArchiveTable> of(List<String> names, Handle handle) {
        Map<String, List<ArchiveColumn>> columns = new LinkedHashMap<>();
        handle.createQuery("""
                        select lower(table_name), lower(column_name), lower(data_type), is_identity
                        from information_schema.columns where table_schema = current_schema""")
                .map((row, context) -> {
                    String table = row.getString(1);
                    if (names.contains(table)) {
                        String type = row.getString(3);
                        columns.computeIfAbsent(table, any -> new ArrayList<>())
                                .add(new ArchiveColumn(
                                        row.getString(2),
                                        ArchiveColumn.Kind.of(type)
                                                .orElseThrow(() -> new IllegalStateException(
                                                        "how a column of type " + type + " is carried is not decided")),
                                        "YES".equals(row.getString(4))));
                    }
                    return table;
                })
                .list();
        return names.stream()
                .filter(columns::containsKey)
                .map(name -> new ArchiveTable(
                        name,
                        columns.getOrDefault(name, List.of()).stream()
                                .sorted(Comparator.comparing(ArchiveColumn::name))
                                .toList(),
                        keyOf(name, handle)))
                .toList();
    }

    private static List<String> keyOf(String table, Handle handle) {
        return handle.createQuery("""
                        select lower(k.column_name) from information_schema.table_constraints c
                            join information_schema.key_column_usage k on k.constraint_schema = c.constraint_schema
                                and k.constraint_name = c.constraint_name and k.table_name = c.table_name
                        where c.table_schema = current_schema and c.constraint_type = 'PRIMARY KEY'
                            and lower(c.table_name) = :table
                        order by k.ordinal_position""").bind("table", table).mapTo(String.class).list();
    }

    /**
     * The next rows in the order of the key: from the beginning, or after the row whose key is bound, its first column
     * first and then all of them. An index has them, so a page costs the same wherever it is.
     */
    public String page(boolean isFirst) {
        String keys = String.join(", ", key);
        String after = " where " + key.get(0) + " >= ? and (" + keys + ") > ("
                + key.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        return "select " + columnList() + " from " + name + (isFirst ? "" : after) + " order by " + keys + " limit "
                + PAGE;
    }

    String insert() {
        boolean numbered = columns.stream().anyMatch(ArchiveColumn::numbersItself);
        return "insert into " + name + " (" + columnList() + ")" + (numbered ? " overriding system value" : "")
                + " values (" + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }

    /** Where the column stands among the columns, from 0. */
    int positionOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such column");
    }

    private String columnList() {
        return columns.stream().map(ArchiveColumn::name).collect(Collectors.joining(", "));
    }
}
