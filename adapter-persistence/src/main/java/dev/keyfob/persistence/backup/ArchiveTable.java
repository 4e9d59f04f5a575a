package dev.keyfob.persistence.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** A table in a backup, as the schema defines it: its columns, sorted by name, and the columns of its primary key. */
public record ArchiveTable(String name, List<ArchiveColumn> columns, List<String> key) {

    static final int PAGE = 1_000;

    /** Returns the named tables that exist in the schema, in the given order. */
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
                                                        "backups do not support a column of type " + type)),
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
     * Returns the query for one page of rows in key order: the first page, or the page after a given row. For the
     * latter, bind the first column of that row's key, and then all columns of the key. The index of the key makes
     * every page cost the same.
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

    /** Returns the index of the column, from 0. */
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
