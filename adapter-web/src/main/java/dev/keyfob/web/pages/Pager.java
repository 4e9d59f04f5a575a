package dev.keyfob.web.pages;

import java.util.Locale;
import java.util.Optional;

/**
 * The navigation below a list: the range of rows shown, the total, and links to the previous and the next page.
 *
 * @param range text such as "26 to 50 of 72"; empty if no row is shown
 */
public record Pager(String range, Optional<String> previous, Optional<String> next) {

    /** The highest total to count, so that counting never slows down a page. */
    public static final int COUNTED = 10_000;

    public static Pager none() {
        return new Pager("", Optional.empty(), Optional.empty());
    }

    public static Pager of(long first, int shown, long total, Optional<String> previous, Optional<String> next) {
        String of = total > COUNTED ? "more than " + grouped(COUNTED) : grouped(total);
        return new Pager(grouped(first) + " to " + grouped(first + shown - 1) + " of " + of, previous, next);
    }

    private static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
