package dev.keyfob.web;

import dev.keyfob.web.server.Audience;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the audience of a path, according to the routes. A path without a route is refused in the form of the routes
 * with the same first segment. It counts as PEOPLE or PROGRAMS, so it takes none of the places that are reserved for
 * another audience.
 */
final class AudienceLookup {

    private final Map<String, Audience> exact = new HashMap<>();

    /** By the text before the first parameter or wildcard. The longest come first. */
    private final SortedMap<String, Audience> below =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private final Map<String, Audience> byFirstSegment = new HashMap<>();

    AudienceLookup(List<Route> routes) {
        for (Route route : routes) {
            String path = route.path();
            String fixed = path.split("[{*]", 2)[0];
            put(fixed.equals(path) ? exact : below, fixed, route.audience(), path);
            put(
                    byFirstSegment,
                    firstSegment(path),
                    route.audience().isPrograms() ? Audience.PROGRAMS : Audience.PEOPLE,
                    path);
        }
    }

    private static void put(Map<String, Audience> audiences, String key, Audience audience, String path) {
        Audience before = audiences.putIfAbsent(key, audience);
        if (before != null && before != audience) {
            throw new IllegalArgumentException("The route " + path + " is for " + audience + ", and another that begins"
                    + " with " + key + " for " + before + ". Give one of them another path.");
        }
    }

    /** Returns the audience of a path. A request without a path (null) is refused like one without a route. */
    Audience of(String path) {
        if (path == null) {
            return Audience.PEOPLE;
        }
        Audience own = exact.get(path);
        if (own != null) {
            return own;
        }
        for (var each : below.entrySet()) {
            if (path.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return byFirstSegment.getOrDefault(firstSegment(path), Audience.PEOPLE);
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }
}
