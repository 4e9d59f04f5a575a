package dev.keyfob.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A time as pages show it: in words, with the exact one behind. The script puts it into the reader's own zone. */
public record Moment(String machine, String words, String exact) {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static Moment of(Instant time, Instant now) {
        return new Moment(time.truncatedTo(ChronoUnit.SECONDS).toString(), relative(time, now), EXACT.format(time));
    }

    /** Uses are known to within an interval, so none is said to be of just now. */
    static Moment ofUse(Instant time, Instant now) {
        Moment moment = of(time, now);
        return Duration.between(time, now).compareTo(Duration.ofMinutes(1)) < 0
                ? new Moment(moment.machine(), "within the last minute", moment.exact())
                : moment;
    }

    static Optional<Moment> of(Optional<Instant> time, Instant now) {
        return time.map(at -> of(at, now));
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
        // Rounded, so that what expires in 30 days does not read "in 29 days" a second later.
        long hours = Math.round(minutes / 60.0);
        return hours < 24 ? counted(hours, "hour") : counted(Math.round(hours / 24.0), "day");
    }

    private static String counted(long amount, String unit) {
        return amount + " " + unit + (amount == 1 ? "" : "s");
    }
}
