package dev.keyfob.web.pages.token;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The first and the last day on which a token may expire. {@code first} and {@code last} are days in UTC. The script
 * computes them in the reader's time zone from {@code after} and {@code until}, so that every day it offers is
 * accepted.
 */
public record OfferedDays(String first, String last, Instant after, Instant until) {

    /**
     * Returns the days for an expiry after {@code after} and not later than {@code until}. A token works until the end
     * of the chosen day.
     */
    static OfferedDays of(Instant after, Instant until) {
        return new OfferedDays(day(after).toString(), day(until).minusDays(1).toString(), after, until);
    }

    /** Returns the day of {@code time}, or the last offered day if that is earlier. */
    String atMost(Instant time) {
        String day = day(time).toString();
        return day.compareTo(last) < 0 ? day : last;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
