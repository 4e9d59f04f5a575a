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
 * What a request to the API behind a proxy needs, by method and path: a permission, any token, or nothing. The first
 * matching rule decides; where there are rules and none matches, nobody passes.
 *
 * <p>The server behind the proxy parses the path again, and servers differ. So a path is judged only where all of them
 * read it alike, and refused otherwise, also where there are no rules.
 */
public record PathRules(List<Rule> rules) {

    /** A path of the characters of RFC 3986 section 3.3, then maybe a query; a fragment is not sent over HTTP. */
    private static final Pattern TARGET = Pattern.compile("/(?<path>[A-Za-z0-9._~!$&'()*+,;=:@%/-]*+)(?:\\?[^#]*+)?");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    /** Decoded, these end a segment or a path in some servers, or are decoded once more, or stand for bad bytes. */
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
     * What the request needs; any good token where there are no rules. Refuses where no rule fits, and where servers
     * may read the path differently.
     *
     * @param method empty where it is not known: then only rules for every method fit
     * @param target as it came in: percent-encoded, maybe with a query
     */
    public Need needed(Optional<String> method, String target) {
        List<String> path = segments(target);
        List<String> loosely = loosely(path);
        if (rules.isEmpty()) {
            return Need.ANY_TOKEN;
        }
        Rule fitting = first(method, rule -> rule.path().fits(path))
                .orElseThrow(() -> noRule("No rule says what this request needs, so nobody may make it."));
        boolean isTheSameLoosely = first(
                        method.map(name -> name.toUpperCase(Locale.ROOT)),
                        rule -> rule.loosely().fits(loosely))
                .filter(other -> other.need().equals(fitting.need()))
                .isPresent();
        if (!isTheSameLoosely) {
            throw noRule("Servers that overlook case, a slash or a dot at the end, or how characters are composed may"
                    + " read another path here. Write it as the rules do.");
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

    /** As the most lenient server would read it; a slash at the end is dropped. */
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

    /** Without regard to case and composition, to what cannot be seen, and to spaces around and dots at the end. */
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
        return noRule("The path is written in a way that servers read differently. Write it plainly.");
    }

    /** What a request needs: a token, and maybe a permission of its. */
    public record Need(boolean isToken, Optional<Permission> permission) {

        static final Need NOTHING = new Need(false, Optional.empty());
        static final Need ANY_TOKEN = new Need(true, Optional.empty());

        /** Reads {@code public}, {@code any-token} or the name of a permission. */
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
     * @param loosely the same paths, as the most lenient server would read them
     */
    public record Rule(Set<String> methods, Paths path, Paths loosely, Need need) {

        private static final String TREE = "/**";

        /**
         * Reads, for example, {@code GET,POST /recipes/** recipe:run}: methods or {@code ANY}; a path in which
         * {@code *} stands for one segment and, at its end, {@code /**} for all below it and itself; a permission,
         * {@code any-token} or {@code public}.
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

    /** Paths with these segments, {@code *} being any; with the tree, all that begin with them. */
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
