package dev.keyfob.cli.usage;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Computes the distance between a typed word and a known word: the number of edits, or 1 for a synonym. */
final class WordSimilarity {

    /** The words of other programs for the same thing. */
    private static final Map<String, Set<String>> SAME = Map.ofEntries(
            Map.entry("ls", Set.of("list")),
            Map.entry("all", Set.of("list")),
            Map.entry("rm", Set.of("remove", "revoke", "withdraw")),
            Map.entry("del", Set.of("remove", "revoke", "withdraw")),
            Map.entry("delete", Set.of("remove", "revoke", "withdraw")),
            Map.entry("remove", Set.of("revoke", "withdraw")),
            Map.entry("revoke", Set.of("remove", "withdraw")),
            Map.entry("new", Set.of("create", "add", "prepare")),
            Map.entry("add", Set.of("create", "prepare")),
            Map.entry("create", Set.of("add", "prepare")),
            Map.entry("get", Set.of("show")),
            Map.entry("info", Set.of("show")),
            Map.entry("view", Set.of("show")),
            Map.entry("describe", Set.of("show")),
            Map.entry("update", Set.of("edit", "set")),
            Map.entry("change", Set.of("edit", "set")),
            Map.entry("rename", Set.of("edit")),
            Map.entry("passwd", Set.of("password")),
            Map.entry("check", Set.of("verify")),
            Map.entry("validate", Set.of("verify")),
            Map.entry("renew", Set.of("rotate")),
            Map.entry("log", Set.of("audit")),
            Map.entry("start", Set.of("serve")),
            Map.entry("run", Set.of("serve")),
            Map.entry("server", Set.of("serve")),
            Map.entry("check-health", Set.of("doctor")),
            Map.entry("status", Set.of("doctor")));

    private WordSimilarity() {}

    /** Returns 0 for the same word. Empty if the words are not similar. */
    static OptionalInt between(String typed, String known) {
        String word = typed.toLowerCase(Locale.ROOT);
        if (word.equals(known)) {
            return OptionalInt.of(0);
        }
        if (SAME.getOrDefault(word, Set.of()).contains(known) || word.length() > 1 && known.startsWith(word)) {
            return OptionalInt.of(1);
        }
        int shorter = Math.min(word.length(), known.length());
        int limit = shorter <= 2 ? 0 : shorter <= 4 ? 1 : 2;
        // Words of very different lengths are not compared, because the typed word may be long.
        if (Math.abs(word.length() - known.length()) > limit) {
            return OptionalInt.empty();
        }
        int edits = edits(word, known);
        return edits <= limit ? OptionalInt.of(edits) : OptionalInt.empty();
    }

    /** Counts the letters that are added, left out or changed, and the neighbours that are swapped. */
    private static int edits(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int changed = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean areSwapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (areSwapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
