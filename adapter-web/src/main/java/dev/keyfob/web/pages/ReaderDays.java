package dev.keyfob.web.pages;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Days that people choose on pages. They begin and end in the zone that the browser's script names; a page without
 * scripts says that they are days of UTC.
 */
public final class ReaderDays {

    private static final int LAST_YEAR = 9999;

    private ReaderDays() {}

    public static ZoneId zone(String typed) {
        try {
            return ZoneId.of(typed);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /** When a chosen day begins; empty where none was chosen. */
    public static Optional<Instant> begin(String day, String zone) {
        return day(day).map(first -> first.atStartOfDay(zone(zone)).toInstant());
    }

    /** When a chosen day has ended; empty where none was chosen. */
    public static Optional<Instant> end(String day, String zone) {
        return day(day).map(last -> last.plusDays(1).atStartOfDay(zone(zone)).toInstant());
    }

    private static Optional<LocalDate> day(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            // PostgreSQL has no times beyond the year 294276, and people none beyond this one.
            if (day.getYear() >= 0 && day.getYear() <= LAST_YEAR) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // Refused below, like a day in another age.
        }
        throw new Refusal(Reason.QUERY_UNREADABLE, "A day is written like 2027-01-31.");
    }
}
