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
 * Converts days that people choose on pages into times. The days are those of the time zone that the browser's script
 * sends. Without scripts they are days in UTC, and the page says so.
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

    /** Returns the start of the chosen day. Empty if no day was chosen. */
    public static Optional<Instant> begin(String day, String zone) {
        return day(day).map(first -> first.atStartOfDay(zone(zone)).toInstant());
    }

    /** Returns the end of the chosen day. Empty if no day was chosen. */
    public static Optional<Instant> end(String day, String zone) {
        return day(day).map(last -> last.plusDays(1).atStartOfDay(zone(zone)).toInstant());
    }

    private static Optional<LocalDate> day(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            // PostgreSQL stores no times beyond the year 294276, and no user needs a year with five digits.
            if (day.getYear() >= 0 && day.getYear() <= LAST_YEAR) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // Refused below, like a day outside that range.
        }
        throw new Refusal(Reason.QUERY_UNREADABLE, "A day is written like 2027-01-31.");
    }
}
