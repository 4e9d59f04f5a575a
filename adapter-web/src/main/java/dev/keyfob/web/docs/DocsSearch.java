package dev.keyfob.web.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds sections by the beginnings of words. Sections with all of the words come before sections with some of them. */
public final class DocsSearch {

    private static final int MOST = 20;
    private static final int MOST_WORDS = 10;

    /** The weight of a word in the heading. It exceeds the highest weight of a word in the text. */
    private static final double HEADING = 8;

    private static final double MOST_OF_TEXT = 4;

    private static final int EXCERPT = 180;

    private final List<Place> places = new ArrayList<>();

    /** For each word the places that contain it, with its weight there. */
    private final TreeMap<String, Map<Integer, Double>> index = new TreeMap<>();

    private record Place(ManualPage page, ManualPage.Section section) {}

    /** A section that was found. */
    public record Found(String path, String page, String heading, String excerpt) {}

    private record Score(int words, double weight) {

        Score plus(double more) {
            return new Score(words + 1, weight + more);
        }
    }

    DocsSearch(List<ManualPage> pages) {
        for (ManualPage page : pages) {
            for (ManualPage.Section section : page.sections()) {
                int place = places.size();
                places.add(new Place(page, section));
                words(section.text()).forEach(word -> add(word, place, 1, MOST_OF_TEXT));
                words(section.heading()).forEach(word -> add(word, place, HEADING, HEADING + MOST_OF_TEXT));
            }
        }
    }

    private void add(String word, int place, double weight, double most) {
        index.computeIfAbsent(word, first -> new HashMap<>())
                .merge(place, weight, (before, more) -> Math.min(most, before + more));
    }

    List<Found> find(String text) {
        List<String> wanted = queried(text);
        Map<Integer, Score> scores = new HashMap<>();
        for (String word : wanted) {
            found(word)
                    .forEach((place, weight) ->
                            scores.merge(place, new Score(1, weight), (before, one) -> before.plus(one.weight())));
        }
        return scores.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, Score> each) ->
                                -each.getValue().words())
                        .thenComparing(each -> -each.getValue().weight())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(each -> found(places.get(each.getKey()), wanted))
                .toList();
    }

    /**
     * Returns the weight of the word in each place. A rare word counts more than a common one, and a whole word more
     * than a beginning.
     */
    private Map<Integer, Double> found(String word) {
        Map<Integer, Double> found = new HashMap<>();
        index.subMap(word, word + Character.MAX_VALUE).forEach((known, weights) -> {
            double rarity = Math.log(1 + (double) places.size() / weights.size()) * (known.equals(word) ? 2 : 1);
            weights.forEach((place, weight) -> found.merge(place, rarity * weight, Math::max));
        });
        return found;
    }

    private static Found found(Place place, List<String> wanted) {
        String id = place.section().id();
        return new Found(
                id.isEmpty() ? place.page().path() : place.page().path() + "#" + id,
                place.page().title(),
                id.isEmpty() ? "" : place.section().heading(),
                excerpt(place.section().text(), wanted));
    }

    /** Returns the text around the first of the words. */
    private static String excerpt(String text, List<String> wanted) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = wanted.stream()
                .mapToInt(lower::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(0);
        int begin = at < EXCERPT / 3 ? 0 : lower.indexOf(' ', at - EXCERPT / 3) + 1;
        int end = Math.min(text.length(), begin + EXCERPT);
        return (begin > 0 ? "… " : "") + text.substring(begin, end) + (end < text.length() ? "…" : "");
    }

    private static List<String> queried(String text) {
        return joined(text).stream().distinct().limit(MOST_WORDS).toList();
    }

    /** Returns the words of a text. A name such as {@code self_rotation} is found as a whole and by its parts. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : joined(text)) {
            words.add(word);
            if (word.indexOf('_') >= 0) {
                words.addAll(List.of(word.split("_")));
            }
        }
        return words;
    }

    private static List<String> joined(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        (text.toLowerCase(Locale.ROOT) + " ").codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '_') {
                word.appendCodePoint(c);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        return words;
    }
}
