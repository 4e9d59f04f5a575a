package dev.keyfob.cli.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parses a time in the past as people type it: how long ago, a day, or a time to the second. */
final class PastTime {

    private static final String EXPECTED = "A time is how long ago, such as 7d, 12h or 30m; today or yesterday; a day"
            + " such as 2027-01-31 (its beginning, UTC); or 2027-01-31T12:00:00Z";
    static final String SINCE =
            "From then on: 7d ago, 12h, today, yesterday, a day such as 2027-01-31, or 2027-01-31T12:00:00Z.";
    static final String UNTIL = "Before then.";

    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,4})([mhdw])");

    private PastTime() {}

    static Instant parse(String typed, InstantSource clock, CommandSpec command) {
        try {
            return at(typed, clock.instant());
        } catch (DateTimeException e) {
            throw new ParameterException(command.commandLine(), EXPECTED + ", not '" + typed + "'.");
        }
    }

    private static Instant at(String typed, Instant now) {
        String text = typed.strip();
        Matcher ago = AGO.matcher(text);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
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
