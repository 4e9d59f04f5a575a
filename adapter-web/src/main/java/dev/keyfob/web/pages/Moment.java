package dev.keyfob.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A time as pages show it: the day, the time of day, and the distance from now in words. The server writes day and time
 * in UTC and says so; the script converts them to the reader's time zone.
 */
public record Moment(String machine, String day, String exact, String words, boolean isEnd) {

    private static final DateTimeFormatter DAY = format("d MMM uuuu");
    private static final DateTimeFormatter EXACT = format("d MMM uuuu, HH:mm");

    public static Moment of(Instant time, Instant now) {
        return of(time, time, now);
    }

    /**
     * Returns the moment of an expiry. The chosen day counts completely and the token expires at midnight after it, so
     * the last day on which it works is shown.
     */
    public static Moment ofEnd(Instant end, Instant now) {
        return of(end, end.minusMillis(1), now);
    }

    /**
     * Returns the moment of a last use. Uses are recorded at intervals, so a recent one reads "within the last minute"
     * instead of "just now".
     */
    public static Moment ofUse(Instant time, Instant now) {
        Moment moment = of(time, now);
        return Duration.between(time, now).compareTo(Duration.ofMinutes(1)) < 0
                ? new Moment(moment.machine(), moment.day(), moment.exact(), "within the last minute", false)
                : moment;
    }

    public static Optional<Moment> of(Optional<Instant> time, Instant now) {
        return time.map(at -> of(at, now));
    }

    private static Moment of(Instant time, Instant shown, Instant now) {
        return new Moment(
                time.truncatedTo(ChronoUnit.SECONDS).toString(),
                DAY.format(shown),
                EXACT.format(shown),
                relative(time, now),
                !shown.equals(time));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    private static String relative(Instant time, Instant now) {
        Duration distance = Duration.between(time, now);
        boolean isPast = !distance.isNegative();
        String amount = amount(distance.abs());
        if (amount.isEmpty()) {
            return isPast ? "just now" : "in a moment";
        }
        return isPast ? amount + " ago" : "in " + amount;
    }

    private static String amount(Duration distance) {
        long minutes = distance.toMinutes();
        if (minutes < 1) {
            return "";
        }
        if (minutes < 60) {
            return counted(minutes, "minute");
        }
        // Rounded, because an expiry in 30 days must not read "in 29 days" a second later.
        long hours = Math.round(minutes / 60.0);
        return hours < 24 ? counted(hours, "hour") : counted(Math.round(hours / 24.0), "day");
    }

    private static String counted(long amount, String unit) {
        return amount + " " + unit + (amount == 1 ? "" : "s");
    }
}
