package dev.keyfob.web.verify;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Generates request targets that servers read differently, and simulates how servers read a target.
 *
 * <p>A target is a string of bytes (ISO 8859-1), as sent over the network.
 */
public final class HostilePaths {

    /** The words of the paths, in spellings that some server treats as equal. */
    private static final List<String> WORDS = List.of(
            "recipes",
            "deployments",
            "deployments",
            "1",
            "status",
            "secret",
            "Deployments",
            "DEPLOYMENTS",
            "%64eployments",
            "deploy%4Dents",
            "deployment%C5%BF",
            "deployments.",
            "deployments..",
            "deployments%20",
            "deployments+",
            "%20deployments",
            "%EF%BD%84eployments",
            "deploy%E2%80%8Cments",
            "d%C3%A9ployments",
            "%E9%85%8D%E6%96%B9",
            "a%20b",
            "v1.2",
            "~!$&'()*+,=:@");

    /** Separators between two words, more or less disguised. */
    private static final List<String> JOINTS = List.of(
            "/",
            "/",
            "//",
            "///",
            "/./",
            "/../",
            "/../../",
            "/.../",
            "/%2e/",
            "/%2e%2e/",
            "/.%2E/",
            "/%2E./",
            "/%252e%252e/",
            "%2f",
            "%2F",
            "%2f..%2f",
            "/..%2f",
            "%252f",
            "%25252f",
            "\\",
            "/..\\",
            "\\..\\",
            "%5c",
            "/..%5C",
            "%255c",
            "%c0%af",
            "%e0%80%af",
            "%f0%80%80%af",
            "\u00c0\u00af",
            "/%c0%ae%c0%ae/",
            "/%e0%80%ae%e0%80%ae/",
            "%c0%bb",
            "%c0%a3/../",
            "%ef%bc%8f",
            "/%ef%bc%8e%ef%bc%8e/",
            "/%E2%80%A5/",
            "%CD%BE",
            "/..;/",
            "/..;a=b/",
            "/;/../",
            "/..%3b/",
            ";",
            "%3b",
            "%3B/../",
            "#",
            "#/../",
            "/#/../../",
            "/#",
            "%23",
            "%23/../",
            "%2523/../",
            "?",
            "?/../",
            "?a=#/../",
            "%3f",
            "%3F/../",
            "%00",
            "%00/../",
            "/..%00/",
            "%2500",
            "%0a",
            "%0d%0a",
            "%09",
            "/..%09/",
            "%7f",
            "%C2%85",
            "%E2%80%A8",
            "/..%20/",
            "/%20../",
            "/..%ff/",
            "%ff",
            "%C3",
            "%ED%A0%80",
            "%EF%BF%BD",
            "%",
            "%zz",
            "%2",
            "%u002f",
            "/.%E2%80%8C./",
            "/.%C2%AD./",
            "|",
            "\"",
            "^",
            "&",
            "+",
            "/+/");

    private static final List<String> STARTS =
            List.of("/", "/", "/", "/", "//", "/./", "/../", "/%2e%2e/", "\\", "/\\", "/;/", "http://other/");

    /** The number of habits. Each bit of a server's number is a habit that it has. */
    private static final int HABITS = 19;

    private static final List<Integer> SERVERS = servers();

    private HostilePaths() {}

    /** Returns targets with each separator in each place, and this many random ones, the same each time. */
    public static Collection<String> generated(int random) {
        Set<String> targets = new LinkedHashSet<>();
        for (String joint : JOINTS) {
            targets.add("/recipes" + joint + "deployments/1");
            targets.add("/recipes/1" + joint + "../deployments/1");
            targets.add("/recipes/" + joint + "/../deployments/1");
            targets.add("/recipes" + joint + "/../../deployments/1");
            targets.add("/deployments" + joint + "recipes/1");
            targets.add("/deployments" + joint);
            targets.add("/deployments/1" + joint);
            targets.add("/status/secret" + joint);
            targets.add(joint + "deployments/1");
            targets.add("/" + joint + "deployments/1");
        }
        for (String word : WORDS) {
            targets.add("/" + word);
            targets.add("/" + word + "/1");
            targets.add("/recipes/" + word);
            targets.add("/recipes/../" + word + "/1");
        }
        Random chance = new Random(1);
        for (int i = 0; i < random; i++) {
            StringBuilder target = new StringBuilder(any(STARTS, chance));
            int words = 1 + chance.nextInt(4);
            for (int word = 0; word < words; word++) {
                target.append(any(WORDS, chance)).append(chance.nextBoolean() ? "/" : any(JOINTS, chance));
            }
            targets.add((chance.nextBoolean() ? target.append(any(WORDS, chance)) : target).toString());
        }
        return targets;
    }

    /** Returns the paths that servers with different habits serve for this target. */
    public static Set<String> servedAs(String target) {
        Set<String> served = new LinkedHashSet<>();
        SERVERS.forEach(habits -> served.add(new Server(habits).served(target)));
        return served;
    }

    private static String any(List<String> list, Random chance) {
        return list.get(chance.nextInt(list.size()));
    }

    /** Servers with no habit, with one, with all but one, with all, and some with several. */
    private static List<Integer> servers() {
        int all = (1 << HABITS) - 1;
        Set<Integer> servers = new LinkedHashSet<>(List.of(0, all));
        for (int habit = 0; habit < HABITS; habit++) {
            servers.add(1 << habit);
            servers.add(all ^ (1 << habit));
        }
        Random chance = new Random(2);
        while (servers.size() < 200) {
            servers.add(chance.nextInt(all));
        }
        return List.copyOf(servers);
    }

    /** Simulates how one server reads the path. All servers remove the query and decode once. */
    private record Server(int habits) {

        String served(String target) {
            String path = target.startsWith("http://") ? target.substring("http://other".length()) : target;
            path = has(0) ? until(path, '#') : path;
            path = until(path, '?');
            path = has(1) ? path.replace('\\', '/') : path;
            path = has(2) ? withoutParameters(path) : path;
            path = has(3) ? resolved(path) : path;
            path = decoded(path);
            path = has(4) ? decoded(path) : path;
            path = has(5) ? until(path, ';') : path;
            path = has(6) ? until(until(path, '#'), '?') : path;
            path = has(7) ? until(path, '\0') : path;
            path = has(8) ? path.replaceAll("[\\x00-\\x20\\x7f]", "") : path;
            path = has(9) ? path.replace('\\', '/') : path;
            path = has(10) ? withoutParameters(path) : path;
            String text = has(11) ? withOverlongForms(path) : text(path);
            text = has(12) ? text.replace("\uFFFD", "") : text;
            text = has(13) ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
            text = has(14) ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : text;
            text = has(15) ? text.replaceAll("\\p{Cf}", "") : text;
            text = has(16) ? text.replaceAll("(?<![. ])[. ]+(?=/|$)", "") : text;
            text = has(17) ? resolved(text) : text;
            return has(18) && text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }

        private boolean has(int habit) {
            return (habits & 1 << habit) != 0;
        }

        private static String until(String path, char end) {
            int at = path.indexOf(end);
            return at < 0 ? path : path.substring(0, at);
        }

        private static String withoutParameters(String path) {
            return path.replaceAll(";[^/]*", "");
        }

        /** Invalid escapes stay as they are. */
        private String decoded(String path) {
            StringBuilder decoded = new StringBuilder();
            for (int i = 0; i < path.length(); i++) {
                int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
                int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
                if (path.charAt(i) == '%' && high >= 0 && low >= 0) {
                    decoded.append((char) (high << 4 | low));
                    i += 2;
                } else {
                    decoded.append(path.charAt(i) == '+' && has(16) ? ' ' : path.charAt(i));
                }
            }
            return decoded.toString();
        }

        /** Drops empty segments and {@code .}, and {@code ..} removes the segment before it. */
        private static String resolved(String path) {
            Deque<String> segments = new ArrayDeque<>();
            for (String segment : path.split("/")) {
                if (segment.equals("..")) {
                    segments.pollLast();
                } else if (!segment.isEmpty() && !segment.equals(".")) {
                    segments.add(segment);
                }
            }
            boolean endsInSlash = !segments.isEmpty() && path.endsWith("/");
            return "/" + String.join("/", segments) + (endsInSlash ? "/" : "");
        }

        private static String text(String bytes) {
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        /** Also decodes ASCII from two, three and four bytes, like decoders that only shift bits. */
        private static String withOverlongForms(String bytes) {
            List<Byte> shortened = new ArrayList<>();
            for (int i = 0; i < bytes.length(); i++) {
                int first = bytes.charAt(i);
                int length = first == 0xC0 || first == 0xC1 ? 2 : first == 0xE0 ? 3 : first == 0xF0 ? 4 : 1;
                int point = 0;
                for (int j = 1; j < length && i + j < bytes.length(); j++) {
                    point = point << 6 | bytes.charAt(i + j) & 0x3F;
                }
                point |= length == 2 ? (first & 1) << 6 : 0;
                boolean isOverlong = length > 1 && i + length <= bytes.length() && point < 0x80;
                shortened.add((byte) (isOverlong ? point : first));
                i += isOverlong ? length - 1 : 0;
            }
            byte[] array = new byte[shortened.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = shortened.get(i);
            }
            return new String(array, StandardCharsets.UTF_8);
        }
    }
}
