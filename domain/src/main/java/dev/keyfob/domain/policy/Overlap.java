package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an old secret works beside a successor that has not been used yet. */
public record Overlap(Duration length) {

    private static final Pattern FORM = Pattern.compile("0|([1-9][0-9]{0,4})([mhd])");

    /** Parses {@code 30m}, {@code 24h}, {@code 7d}, or {@code 0}, which stops the old secret at once. */
    public static Overlap parse(String typed) {
        return read(typed.strip())
                .map(Overlap::new)
                .orElseThrow(() -> new Refusal(
                        Reason.OVERLAP_UNREADABLE,
                        "That is not an overlap. Give a time such as 30m, 24h or 7d; or 0, and the old secret stops"
                                + " at once."));
    }

    static Optional<Duration> read(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        if (parts.group(1) == null) {
            return Optional.of(Duration.ZERO);
        }
        long number = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /** Returns the form that {@link #parse} reads. */
    @Override
    public String toString() {
        long minutes = length.toMinutes();
        if (minutes == 0) {
            return "0";
        }
        if (minutes % 60 > 0) {
            return minutes + "m";
        }
        return minutes % 1440 > 0 || minutes == 1440 ? minutes / 60 + "h" : minutes / 1440 + "d";
    }
}
