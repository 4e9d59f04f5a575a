package dev.keyfob.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a time in the past as people type it: how long ago, a day, or a time to the second. */
final class PastTime {

    static final String EXPECTED = "A time is how long ago, such as 7d, 12h or 30m; today or yesterday; a day such as"
            + " 2027-01-31 (its beginning, UTC); or 2027-01-31T12:00:00Z";
    static final String SINCE =
            "From then on: 7d ago, 12h, today, yesterday, a day such as 2027-01-31, or" + " 2027-01-31T12:00:00Z.";
    static final String UNTIL = "Before then.";

    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,4})([mhdw])");

    private PastTime() {}

    /** Throws an {@link IllegalArgumentException} if the text is not a time. */
    static Instant parse(String typed, Instant now) {
        String text = typed.strip();
        Matcher ago = AGO.matcher(text);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try {
            if (ago.matches()) {
                return now.minus(length(Long.parseLong(ago.group(1)), ago.group(2)));
            }
            return switch (text) {
                case "now" -> now;
                case "today" -> beginningOf(today);
                case "yesterday" -> beginningOf(today.minusDays(1));
                default ->
                    text.length() == "2027-01-31".length()
                            ? beginningOf(LocalDate.parse(text))
                            : OffsetDateTime.parse(text).toInstant();
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }

    private static Instant beginningOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Duration length(long number, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "w" -> Duration.ofDays(number * 7);
            default -> Duration.ofDays(number);
        };
    }
}
