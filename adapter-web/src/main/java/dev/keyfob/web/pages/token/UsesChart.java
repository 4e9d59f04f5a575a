package dev.keyfob.web.pages.token;

import dev.keyfob.domain.token.TokenUses;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The uses per day as bars, and in words for screen readers. */
public record UsesChart(List<Bar> bars, String words, boolean isEmpty) {

    private static final int HEIGHT = 60;
    private static final int STEP = 10;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    public record Bar(int left, int top, int height, String words) {}

    static UsesChart of(TokenUses uses, LocalDate today) {
        long most =
                uses.byDay().values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (LocalDate day = TokenUses.firstDay(today); !day.isAfter(today); day = day.plusDays(1)) {
            long number = uses.byDay().getOrDefault(day, 0L);
            // A minimum height keeps a day with one use visible beside a day with a million.
            int height = number == 0 ? 1 : (int) Math.max(3, HEIGHT * number / most);
            bars.add(new Bar(bars.size() * STEP, HEIGHT - height, height, DAY.format(day) + ": " + number));
        }
        return new UsesChart(bars, words(uses), most == 0);
    }

    private static String words(TokenUses uses) {
        return uses.byDay().entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue()))
                .map(busiest -> uses.total() + (uses.total() == 1 ? " use" : " uses") + " in " + TokenUses.DAYS
                        + " days; most on " + DAY.format(busiest.getKey()) + ": " + busiest.getValue())
                .orElse("No use in " + TokenUses.DAYS + " days");
    }
}
