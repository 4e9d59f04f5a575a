package dev.keyfob.web.verify;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.text.Caseless;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds what a request to an API behind a proxy needs, by method and path: a permission, any token, or nothing. The
 * first matching rule decides. If there are rules and none matches, the request is refused.
 *
 * <p>The server behind the proxy parses the path again, and servers differ. So a path that servers may read differently
 * is refused, even if there are no rules.
 */
public record PathRules(List<Rule> rules) {

    /** A path of the characters of RFC 3986 section 3.3, then optionally a query. HTTP requests have no fragment. */
    private static final Pattern TARGET = Pattern.compile("/(?<path>[A-Za-z0-9._~!$&'()*+,;=:@%/-]*+)(?:\\?[^#]*+)?");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /**
     * Characters that, once decoded, end a segment or a path in some servers, are decoded again, or replace invalid
     * bytes.
     */
    private static final Pattern DELIMITER = Pattern.compile("[/\\\\;#?%\\p{Cc}\\p{Zl}\\p{Zp}\\x{FFFD}]");

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
     * Returns what the request needs; any valid token if there are no rules. Refuses a request that matches no rule,
     * and one whose path servers may read differently.
     *
     * @param method empty if it is not known; then only rules for every method match
     * @param target as it was received: percent-encoded, possibly with a query
     */
    public Need needed(Optional<String> method, String target) {
        List<String> path = segments(target);
        List<String> loosely = loosely(path);
        if (rules.isEmpty()) {
            return Need.ANY_TOKEN;
        }
        Rule fitting = first(method, rule -> rule.path().fits(path))
                .orElseThrow(() -> noRule("No rule says what this request needs, so it is refused."));
        boolean isTheSameLoosely = first(
                        method.map(name -> name.toUpperCase(Locale.ROOT)),
                        rule -> rule.loosely().fits(loosely))
                .filter(other -> other.need().equals(fitting.need()))
                .isPresent();
        if (!isTheSameLoosely) {
            throw noRule("Some servers read another path here, because they ignore case, a slash or a dot at the end,"
                    + " or how characters are composed. Write the path as the rules do.");
        }
        return fitting.need();
    }

    public static Refusal noRule(String explanation) {
        return new Refusal(Reason.NO_RULE, explanation);
    }

    private Optional<Rule> first(Optional<String> method, Predicate<Rule> fits) {
        return rules.stream().filter(rule -> rule.isFor(method)).filter(fits).findFirst();
    }

    private static List<String> segments(String target) {
        var form = TARGET.matcher(target);
        if (!form.matches()) {
            throw ambiguous();
        }
        List<String> segments = new ArrayList<>();
        for (String raw : form.group("path").split("/", -1)) {
            segments.add(decoded(raw));
        }
        return segments;
    }

    private static String decoded(String raw) {
        try {
            byte[] bytes = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                    .getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw ambiguous();
        }
    }

    /** Returns the path as the most lenient server would read it. A slash at the end is dropped. */
    private static List<String> loosely(List<String> path) {
        int last = path.size() - 1;
        boolean endsInSlash = last > 0 && path.get(last).isEmpty();
        List<String> segments = new ArrayList<>();
        for (String segment : endsInSlash ? path.subList(0, last) : path) {
            String read = loosely(segment);
            boolean isRoot = last == 0 && segment.isEmpty();
            if (DELIMITER.matcher(read).find() || read.isEmpty() && !isRoot) {
                throw ambiguous();
            }
            segments.add(read);
        }
        return segments;
    }

    /**
     * Folds case and character composition, reads a plus sign as a space, and drops invisible characters, surrounding
     * spaces and trailing dots.
     */
    private static String loosely(String segment) {
        String folded = INVISIBLE.matcher(Caseless.fold(segment)).replaceAll("").replace('+', ' ');
        int start = 0;
        int end = folded.length();
        while (end > 0 && (folded.charAt(end - 1) == '.' || folded.charAt(end - 1) == ' ')) {
            end--;
        }
        while (start < end && folded.charAt(start) == ' ') {
            start++;
        }
        return folded.substring(start, end);
    }

    private static Refusal ambiguous() {
        return noRule("Servers read this path in different ways. Send it without empty segments, and without encoded"
                + " delimiters such as %2F.");
    }

    /** What a request needs: a token, and possibly a permission of the token. */
    public record Need(boolean isToken, Optional<Permission> permission) {

        static final Need NOTHING = new Need(false, Optional.empty());
        static final Need ANY_TOKEN = new Need(true, Optional.empty());

        /** Parses {@code public}, {@code any-token} or the name of a permission. */
        static Need parse(String word) {
            return switch (word) {
                case "public" -> NOTHING;
                case "any-token" -> ANY_TOKEN;
                default -> new Need(true, Optional.of(new Permission(word)));
            };
        }
    }

    /**
     * A rule for methods and paths.
     *
     * @param methods empty means all; GET includes HEAD
     * @param loosely the same paths as the most lenient server would read them
     */
    public record Rule(Set<String> methods, Paths path, Paths loosely, Need need) {

        private static final String TREE = "/**";

        /**
         * Parses a rule such as {@code GET,POST /recipes/** recipe:run}. It has methods or {@code ANY}; a path, in
         * which {@code *} matches one segment and {@code /**} at the end matches the path itself and everything below;
         * and a permission, {@code any-token} or {@code public}.
         */
        public static Rule parse(String text) {
            String[] words = text.strip().split(" +");
            if (words.length != 3 || !words[1].startsWith("/")) {
                throw new IllegalArgumentException("not a rule");
            }
            boolean isTree = words[1].endsWith(TREE);
            String path = isTree ? words[1].substring(0, words[1].length() - TREE.length()) : words[1];
            List<String> segments =
                    path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
            if (segments.contains("") && !words[1].equals("/")) {
                throw new IllegalArgumentException("no path has an empty segment");
            }
            return new Rule(
                    methods(words[0]),
                    new Paths(segments, isTree),
                    new Paths(segments.stream().map(Rule::looselyParsed).toList(), isTree),
                    Need.parse(words[2]));
        }

        private static Set<String> methods(String text) {
            Set<String> methods = Set.copyOf(List.of(text.split(",", -1)));
            if (methods.equals(Set.of("ANY"))) {
                return Set.of();
            }
            if (methods.contains("ANY") || !methods.stream().allMatch(method -> method.matches("[A-Z]+"))) {
                throw new IllegalArgumentException("not methods");
            }
            return methods;
        }

        private static String looselyParsed(String segment) {
            if (segment.equals(Paths.ANY)) {
                return segment;
            }
            String read = PathRules.loosely(segment);
            if (segment.contains(Paths.ANY) || DELIMITER.matcher(read).find() || read.isEmpty() != segment.isEmpty()) {
                throw new IllegalArgumentException("no path has this segment");
            }
            return read;
        }

        boolean isFor(Optional<String> method) {
            return methods.isEmpty() || method.filter(this::isFor).isPresent();
        }

        private boolean isFor(String method) {
            return methods.contains(method) || method.equals("HEAD") && methods.contains("GET");
        }
    }

    /**
     * Matches paths with these segments, in which {@code *} matches any segment except an empty one. A tree also
     * matches all paths below.
     */
    record Paths(List<String> segments, boolean isTree) {

        private static final String ANY = "*";

        boolean fits(List<String> path) {
            if (isTree ? path.size() < segments.size() : path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                String segment = segments.get(i);
                if (segment.equals(ANY) ? path.get(i).isEmpty() : !segment.equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }
}
