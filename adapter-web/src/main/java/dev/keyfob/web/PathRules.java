package dev.keyfob.web;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request to the API behind a proxy needs, by its method and path. The first rule that fits says; where there
 * are rules and none fits, nobody passes.
 */
public record PathRules(List<Rule> rules) {

    /** A dot segment, an empty one, or what servers disagree about: behind the proxy it may be another path. */
    private static final Pattern DOUBTFUL = Pattern.compile("//|/\\.{1,2}(/|$)|[;\\\\%\\p{Cc}\\p{Zl}\\p{Zp}\\x{FFFD}]");

    private static final Pattern ENCODED_SLASH = Pattern.compile("(?i)%2f");

    public PathRules {
        rules = List.copyOf(rules);
    }

    public static PathRules none() {
        return new PathRules(List.of());
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * The permission that the request needs; empty where any good token will do. Refuses where no rule fits.
     *
     * @param method empty where it is not known: then only rules for every method fit
     * @param target as it came in: percent-encoded, maybe with a query
     */
    public Optional<Permission> needed(Optional<String> method, String target) {
        String path = path(target);
        return rules.stream()
                .filter(rule -> rule.fits(method, path))
                .findFirst()
                .orElseThrow(() -> noRule("No rule says what this request needs, so nobody may make it."))
                .permission();
    }

    public static Refusal noRule(String explanation) {
        return new Refusal(Reason.NO_RULE, explanation);
    }

    private static String path(String target) {
        String raw = target.split("[?#]", 2)[0];
        try {
            String path = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (raw.startsWith("/")
                    && !ENCODED_SLASH.matcher(raw).find()
                    && !DOUBTFUL.matcher(path).find()) {
                return path;
            }
        } catch (IllegalArgumentException notEncoded) {
            // Refused below, like every path that is not plain.
        }
        throw noRule("The path is written in a way that servers read differently. Write it plainly.");
    }

    /**
     * For these methods, or for all, on these paths.
     *
     * @param methods none means all; GET means HEAD too
     * @param permission none means that any good token will do
     */
    public record Rule(Set<String> methods, Pattern path, Optional<Permission> permission) {

        private static final Pattern FORM = Pattern.compile(
                "(?<methods>ANY|[A-Z]+(?:,[A-Z]+)*) +(?<path>/\\S*) +(?<permission>any-token|[a-z]\\S*:\\S+)");
        private static final Pattern PATH = Pattern.compile("/|(?:/(?:[^/*?#%;\\\\]+|\\*))+(?:/\\*\\*)?|/\\*\\*");

        /**
         * Reads, for example, {@code GET,POST /recipes/** recipe:run}: methods or {@code ANY}; a path in which {@code *}
         * stands for one segment and, at its end, {@code /**} for all below it and itself; a permission or {@code
         * any-token}.
         */
        public static Rule parse(String text) {
            var form = FORM.matcher(text.strip());
            if (!form.matches() || !PATH.matcher(form.group("path")).matches()) {
                throw new IllegalArgumentException("not a rule");
            }
            Set<String> methods = form.group("methods").equals("ANY")
                    ? Set.of()
                    : Stream.of(form.group("methods").split(",")).collect(Collectors.toUnmodifiableSet());
            Optional<Permission> permission = Optional.of(form.group("permission"))
                    .filter(name -> !name.equals("any-token"))
                    .map(Permission::parse);
            return new Rule(methods, compiled(form.group("path")), permission);
        }

        private static Pattern compiled(String path) {
            boolean isTree = path.endsWith("/**");
            String regex = Stream.of((isTree ? path.substring(0, path.length() - 3) : path).split("/", -1))
                    .map(segment -> segment.equals("*") ? "[^/]+" : Pattern.quote(segment))
                    .collect(Collectors.joining("/"));
            return Pattern.compile(isTree ? regex + "(?:/.*)?" : regex, Pattern.DOTALL);
        }

        boolean fits(Optional<String> method, String asked) {
            return path.matcher(asked).matches()
                    && (methods.isEmpty() || method.filter(this::isFor).isPresent());
        }

        private boolean isFor(String method) {
            return methods.contains(method) || method.equals("HEAD") && methods.contains("GET");
        }
    }
}
