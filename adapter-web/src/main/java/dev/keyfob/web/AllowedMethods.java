package dev.keyfob.web;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the methods that a path supports, according to the routes. The header {@code Allow} lists them. */
final class AllowedMethods {

    private final List<Row> rows;

    private record Row(List<String> segments, List<String> methods) {

        boolean fits(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                boolean isParameter = segments.get(i).startsWith("{");
                if (isParameter ? path.get(i).isEmpty() : !path.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    AllowedMethods(List<Route> routes) {
        rows = routes.stream()
                .map(route -> new Row(segments(route.path()), route.methods()))
                .toList();
    }

    SortedSet<String> of(String path) {
        List<String> segments = segments(path);
        return rows.stream()
                .filter(row -> row.fits(segments))
                .flatMap(row -> row.methods().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
