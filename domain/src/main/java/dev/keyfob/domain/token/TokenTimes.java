package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Creates filters by the times of tokens from their text in URLs: a number of days before or after now. */
public final class TokenTimes {

    /** The value of {@link #unused} for tokens that were never used. */
    public static final String NEVER = "never";

    private static final int MOST_DAYS = 3_660;

    private TokenTimes() {}

    /** Returns a filter for tokens that end within this number of days. */
    public static TokenFilter expiring(String days, Instant now) {
        return TokenFilter.expiringWithin(days(days), now);
    }

    /**
     * Returns a filter for tokens that were neither used nor created in this number of days or, for {@link #NEVER},
     * that were never used.
     */
    public static TokenFilter unused(String daysOrNever, Instant now) {
        return daysOrNever.equals(NEVER)
                ? new TokenFilter.NeverUsed()
                : new TokenFilter.IdleSince(now.minus(days(daysOrNever)));
    }

    /** Returns a filter for tokens whose old secrets were used in this number of days. */
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
