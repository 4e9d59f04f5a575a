package dev.keyfob.web;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which methods a path takes, as the rows of the routes say. {@code Allow} names them. */
final class AllowedMethods {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final List<Row> rows;

    private record Row(Pattern path, List<String> methods) {}

    AllowedMethods(List<Route> routes) {
        rows = routes.stream()
                .map(route -> new Row(pattern(route.path()), route.methods()))
                .toList();
    }

    SortedSet<String> of(String path) {
        return rows.stream()
                .filter(row -> row.path().matcher(path).matches())
                .flatMap(row -> row.methods().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(
                Stream.of(PARAMETER.split(path, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
    }
}
