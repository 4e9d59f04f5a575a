package dev.keyfob.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options of the command line.
 *
 * @param rounds how many rounds to measure for each server
 * @param serverFlags options for the Java process of each server, including the reference servers
 * @param keyfobFlags further options for Keyfob alone, such as those for a flight recording
 * @param only parts of the names of the requests to measure; if empty, all are measured
 */
record Options(
        List<Long> tokens,
        int rounds,
        int seconds,
        List<Integer> connections,
        String database,
        Path jar,
        Path work,
        List<String> serverFlags,
        List<String> keyfobFlags,
        List<String> only,
        int inUse,
        boolean again) {

    static final String HELP = """


              --tokens 1000,1000000  how many tokens are stored; one table for each
              --rounds 5             how often each server is measured; the servers take turns
              --seconds 6            how long each time, after a warm-up until the rate is flat
              --connections 4,32,200 how many connections ask at once; one row for each. Keyfob works on 128
                                     verifications and 16 other requests at once, and has 1024 and 64 of them wait
              --db h2                where tokens are stored: h2, or jdbc:postgresql://host/db, which is emptied
              --jar FILE             Keyfob; default bootstrap/target/keyfob.jar
              --work DIR             for data, which is made anew; default bootstrap/target/bench/work
              --java "FLAGS"         for the Java of every server that is measured
              --keyfob-java "FLAGS"  for the Java of Keyfob alone
              --only auth,graphql    leaves the other requests out
              --in-use 1000          how many of the tokens are asked about, the same at every size
              --again true           measures what the last run with this --work and --db stored, and stores nothing;
                                     within half an hour, for as long as nobody's session ends
            """;

    private static final Set<String> NAMES = Set.of(
            "tokens",
            "rounds",
            "seconds",
            "connections",
            "db",
            "jar",
            "work",
            "java",
            "keyfob-java",
            "only",
            "in-use",
            "again");

    static Options parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!NAMES.contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("cannot use " + arguments.get(i) + HELP);
            }
            given.put(name, arguments.get(i + 1));
        }
        return new Options(
                words(given.getOrDefault("tokens", "1000,1000000"), ",")
                        .map(Long::valueOf)
                        .toList(),
                Integer.parseInt(given.getOrDefault("rounds", "5")),
                Integer.parseInt(given.getOrDefault("seconds", "6")),
                words(given.getOrDefault("connections", "4,32,200"), ",")
                        .map(Integer::valueOf)
                        .toList(),
                given.getOrDefault("db", "h2"),
                Path.of(given.getOrDefault("jar", "bootstrap/target/keyfob.jar")),
                Path.of(given.getOrDefault("work", "bootstrap/target/bench/work")),
                words(given.getOrDefault("java", ""), " ").toList(),
                words(given.getOrDefault("keyfob-java", ""), " ").toList(),
                words(given.getOrDefault("only", ""), ",").toList(),
                Integer.parseInt(given.getOrDefault("in-use", "1000")),
                Boolean.parseBoolean(given.getOrDefault("again", "false")));
    }

    /** Whether the request of that name is to be measured. */
    boolean isWanted(String request) {
        return only.isEmpty() || only.stream().anyMatch(request::contains);
    }

    /** The options of Keyfob's process: those of every server, then Keyfob's own. */
    List<String> flagsOfKeyfob() {
        return Stream.concat(serverFlags.stream(), keyfobFlags.stream()).toList();
    }

    /** The file with the secrets that were seeded, so that a later run can use the same tokens. */
    Path stored() {
        return work.resolve("stored");
    }

    private static Stream<String> words(String text, String separator) {
        return Stream.of(text.split(separator)).filter(word -> !word.isEmpty());
    }
}
