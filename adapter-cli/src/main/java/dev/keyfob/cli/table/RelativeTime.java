package dev.keyfob.cli.table;

import java.time.Duration;
import java.time.Instant;

/** Formats a time relative to now, which people compare more easily: {@code in 30 days}, {@code 5 minutes ago}. */
final class RelativeTime {

    private static final long HOURS_IN_WORDS = 48;
    private static final long MINUTES_IN_WORDS = 120;

    private RelativeTime() {}

    /** Returns whether a column with this name contains times. */
    static boolean isTime(String column) {
        return column.equals("at") || column.endsWith("_at") || column.endsWith("_until");
    }

    public static String of(Instant time, Instant now) {
        Duration distance = Duration.between(now, time).abs();
        if (distance.toMinutes() == 0) {
            return "now";
        }
        String length = distance.toMinutes() < MINUTES_IN_WORDS
                ? of(distance.toMinutes(), "minute")
                : distance.toHours() < HOURS_IN_WORDS ? of(distance.toHours(), "hour") : of(distance.toDays(), "day");
        return time.isAfter(now) ? "in " + length : length + " ago";
    }

    private static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
