package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Filters by the times of tokens as addresses write them: a number of days from or before now. */
public final class TokenTimes {

    /** Of {@link #unused}: those that were never used. */
    public static final String NEVER = "never";

    private static final int MOST_DAYS = 3_660;

    private TokenTimes() {}

    /** Those that end within so many days. */
    public static TokenFilter expiring(String days, Instant now) {
        return TokenFilter.expiringWithin(days(days), now);
    }

    /** Those that were not used for so many days, or never. */
    public static TokenFilter unused(String daysOrNever, Instant now) {
        return daysOrNever.equals(NEVER)
                ? new TokenFilter.NeverUsed()
                : new TokenFilter.IdleSince(now.minus(days(daysOrNever)));
    }

    /** Those of which an old secret was used in so many days. */
    public static TokenFilter reused(String days, Instant now) {
        return new TokenFilter.ReusedSince(now.minus(days(days)));
    }

    private static Duration days(String typed) {
        return Optional.of(typed)
                .filter(text -> !text.isEmpty() && text.length() <= 4)
                .filter(text -> text.chars().allMatch(letter -> letter >= '0' && letter <= '9'))
                .map(Integer::parseInt)
                .filter(days -> days >= 1 && days <= MOST_DAYS)
                .map(Duration::ofDays)
                .orElseThrow(() -> new Refusal(
                        Reason.QUERY_UNREADABLE,
                        "A number of days is a whole number from 1 to " + MOST_DAYS + ", such as 14."));
    }
}
