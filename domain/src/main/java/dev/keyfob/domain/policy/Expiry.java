package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requested expiry of a token. {@link ExpiryPolicy} checks whether it is allowed and turns it into a time. */
public sealed interface Expiry {

    /** The default of the policy. */
    record Standard() implements Expiry {}

    record Never() implements Expiry {}

    record After(Duration life) implements Expiry {}

    /**
     * A fixed time, in whole microseconds like all stored times. Otherwise, rounding in the database could move the
     * expiry to the time of creation.
     */
    record At(Instant end) implements Expiry {
        public At {
            end = end.truncatedTo(ChronoUnit.MICROS);
        }
    }

    Pattern DAYS = Pattern.compile("([0-9]{1,5})d");

    /** Separates the date from the time. RFC 3339 allows the lower-case letter, too. */
    Pattern TIME = Pattern.compile("[Tt]");

    static Expiry inDays(int days) {
        return new After(Duration.ofDays(days));
    }

    /** Parses a number of days, such as {@code 30} or {@code 30d}. */
    static After parseDays(String typed) {
        String text = typed.strip();
        Matcher days = DAYS.matcher(text.endsWith("d") ? text : text + "d");
        if (!days.matches()) {
            throw new Refusal(Reason.EXPIRY_UNREADABLE, "That is not a number of days. Give one such as 30.");
        }
        return new After(Duration.ofDays(Integer.parseInt(days.group(1))));
    }

    /** Parses a day such as {@code 2027-01-31}. The expiry is the end of that day in {@code zone}. */
    static At parseDay(String typed, ZoneId zone) {
        if (parse(typed, zone) instanceof At at) {
            return at;
        }
        throw new Refusal(Reason.EXPIRY_UNREADABLE, "That is not a day. Give one such as 2027-01-31.");
    }

    /** Returns the expiry at the end of that day in {@code zone}. */
    static Expiry onDate(LocalDate lastDay, ZoneId zone) {
        return new At(lastDay.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /**
     * Parses {@code 30d}, {@code never}, a date such as {@code 2027-01-31}, or a time with its offset such as
     * {@code 2027-01-31T12:00:00Z} (RFC 3339).
     */
    static Expiry parse(String typed, ZoneId zone) {
        String text = typed.strip();
        Matcher days = DAYS.matcher(text);
        try {
            if (text.equals("never")) {
                return new Never();
            }
            if (days.matches()) {
                return inDays(Integer.parseInt(days.group(1)));
            }
            return TIME.matcher(text).find()
                    ? new At(OffsetDateTime.parse(text).toInstant())
                    : onDate(LocalDate.parse(text), zone);
        } catch (DateTimeException e) {
            throw new Refusal(
                    Reason.EXPIRY_UNREADABLE,
                    "That is not an expiry. Give a number of days such as 30d, a date such as 2027-01-31, or never.");
        }
    }
}
