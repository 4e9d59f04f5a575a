package dev.keyfob.web.pages.token;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The first and the last day on which a token may end. {@code first} and {@code last} are days of UTC; the script makes
 * those of the reader's zone of the times behind them, so that no day is offered which is refused.
 */
public record OfferedDays(String first, String last, Instant after, Instant until) {

    /** For an end after {@code after} and not later than {@code until}: a chosen day counts whole. */
    static OfferedDays of(Instant after, Instant until) {
        return new OfferedDays(day(after).toString(), day(until).minusDays(1).toString(), after, until);
    }

    /** The day of that time, or else the last that is offered. */
    String atMost(Instant time) {
        String day = day(time).toString();
        return day.compareTo(last) < 0 ? day : last;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
