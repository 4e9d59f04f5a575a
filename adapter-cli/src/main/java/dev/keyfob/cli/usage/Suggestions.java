package dev.keyfob.cli.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Suggests commands and options for an unknown command or option. */
final class Suggestions {

    private static final int MOST = 3;

    private static final Map<String, String> WHOLE_COMMANDS = Map.of(
            "backup", "db export",
            "export", "db export",
            "dump", "db export",
            "restore", "db import",
            "import", "db import",
            "version", "--version");

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("--json", "-o json"),
            Map.entry("--csv", "-o csv"),
            Map.entry("--ids", "-o ids"),
            Map.entry("--table", "-o table"),
            Map.entry("--format", "-o"),
            Map.entry("-f", "-o"),
            Map.entry("--user", "--owner"),
            Map.entry("--email", "--owner"),
            Map.entry("--scope", "--permission"),
            Map.entry("--scopes", "--permission"),
            Map.entry("--ttl", "--expires"),
            Map.entry("--expiry", "--expires"),
            Map.entry("--days", "--expires"),
            Map.entry("--cidr", "--network"),
            Map.entry("--ip", "--network"),
            Map.entry("--force", "--yes"),
            Map.entry("--from", "--since"),
            Map.entry("--to", "--until"));

    /** A command as it is typed after the program's name, word by word. */
    private record Path(List<String> words, int distance) {
        String text() {
            return String.join(" ", words);
        }
    }

    private Suggestions() {}

    /**
     * Returns commands that are similar to these words, the most similar first, as they are typed after the program's
     * name. The first {@code known} words are the name of an existing command.
     */
    static List<String> commands(List<String> typed, int known, CommandLine root) {
        List<List<String>> all = pathsBelow(root, List.of()).toList();
        String last = typed.get(typed.size() - 1).toLowerCase(Locale.ROOT);
        if (last.equals("help")) {
            return List.of(String.join(
                    " ",
                    Stream.concat(Stream.of("help"), typed.subList(0, typed.size() - 1).stream())
                            .toList()));
        }
        String whole = WHOLE_COMMANDS.get(typed.get(0).toLowerCase(Locale.ROOT));
        if (whole != null) {
            return List.of(whole);
        }
        List<Path> near = all.stream()
                .flatMap(path -> distance(typed, path).stream().mapToObj(distance -> new Path(path, distance)))
                .toList();
        int longest = near.stream().mapToInt(path -> path.words().size()).max().orElse(0);
        if (longest > known) {
            return near.stream()
                    .filter(path -> path.words().size() == longest)
                    .sorted(Comparator.comparingInt(Path::distance))
                    .map(Path::text)
                    .limit(MOST)
                    .toList();
        }
        return all.stream()
                .filter(path -> isMeantAsOneWord(typed.get(0), path)
                        || path.size() > 1 && path.get(path.size() - 1).equals(last))
                .map(path -> String.join(" ", path))
                .limit(MOST)
                .toList();
    }

    /** Returns a similar option of that command, with its value if it has a fixed one, such as {@code -o json}. */
    static Optional<String> option(String typed, CommandLine command) {
        List<String> names = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .toList();
        String same = OPTIONS.getOrDefault(typed, typed);
        if (names.contains(same.split(" ", 2)[0])) {
            return Optional.of(same);
        }
        return names.stream()
                .filter(name -> name.startsWith("--"))
                .map(name -> new Path(
                        List.of(name),
                        WordSimilarity.between(typed.replaceFirst("^-+", ""), name.substring(2))
                                .orElse(Integer.MAX_VALUE)))
                .filter(path -> path.distance() < Integer.MAX_VALUE)
                .min(Comparator.comparingInt(Path::distance))
                .map(Path::text);
    }

    /** Returns a subcommand that takes the option. */
    static Optional<String> commandWith(String option, CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(below -> !below.getCommandSpec().usageMessage().hidden())
                .flatMap(below ->
                        below.getSubcommands().isEmpty() ? Stream.of(below) : below.getSubcommands().values().stream())
                .filter(below -> below.getCommandSpec().options().stream().anyMatch(each -> isNamed(each, option)))
                .map(below -> below.getCommandSpec().qualifiedName())
                .findFirst();
    }

    private static boolean isNamed(OptionSpec option, String name) {
        return List.of(option.names()).contains(name);
    }

    private static Stream<List<String>> pathsBelow(CommandLine command, List<String> above) {
        return command.getSubcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                .flatMap(each -> {
                    List<String> path = new ArrayList<>(above);
                    path.add(each.getKey());
                    return Stream.concat(Stream.of(path), pathsBelow(each.getValue(), path));
                });
    }

    private static OptionalInt distance(List<String> typed, List<String> path) {
        if (path.size() > typed.size()) {
            return OptionalInt.empty();
        }
        int sum = 0;
        for (int i = 0; i < path.size(); i++) {
            OptionalInt one = WordSimilarity.between(typed.get(i), path.get(i));
            if (one.isEmpty()) {
                return one;
            }
            sum += one.getAsInt();
        }
        return OptionalInt.of(sum);
    }

    // Recognises words such as token-list and list-tokens.
    private static boolean isMeantAsOneWord(String typed, List<String> path) {
        if (path.size() != 2) {
            return false;
        }
        String word =
                typed.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(":", "");
        String first = path.get(0);
        String second = path.get(1);
        return List.of(first + second, second + first, first + "s" + second, second + first + "s")
                .contains(word);
    }
}
