package dev.keyfob.e2e;

import dev.keyfob.web.AccessMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists every form that pages can contain, by its route such as {@code POST /admin/users/{user}/edit}. */
final class KnownForms {

    private static final Pattern SEARCH = Pattern.compile("<form [^>]*method=\"get\" action=\"([^\"]*)\"");
    private static final Pattern OF_PROGRAMS = Pattern.compile("POST /(api/|graphql|oauth2/).*");

    private KnownForms() {}

    /** POST forms come from the routes. Search forms come from the templates, because most GET routes have no form. */
    static Set<String> all() throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (String route : AccessMatrix.routes()) {
            if (route.startsWith("POST ") && !OF_PROGRAMS.matcher(route).matches()) {
                all.add(route);
            }
        }
        for (String search : searches()) {
            // A value that a template inserts here is never an id, so it must not match a placeholder of a route.
            Pattern route = Pattern.compile("GET " + search.replaceAll("\\$\\{[^}]*}", "[^{]*"));
            AccessMatrix.routes().stream()
                    .filter(each -> route.matcher(each).matches())
                    .forEach(all::add);
        }
        return all;
    }

    private static List<String> searches() throws IOException {
        try (Stream<Path> templates = Files.list(Path.of("../adapter-web/src/main/jte"))) {
            StringBuilder text = new StringBuilder();
            for (Path template : templates.toList()) {
                text.append(Files.readString(template));
            }
            return SEARCH.matcher(text)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }

    /** The route of a form that is sent with {@code method} to {@code path}. */
    static String routeOf(String method, String path) {
        String sent = method + " " + path;
        return AccessMatrix.routes().stream()
                .filter(sent::equals)
                .findFirst()
                .or(() -> AccessMatrix.routes().stream()
                        .filter(route -> sent.matches(
                                route.replaceAll("\\{[^}]*}", "[^/]+").replace("*", ".*")))
                        .findFirst())
                .orElseThrow(() -> new AssertionError("no route for the form " + sent));
    }
}
