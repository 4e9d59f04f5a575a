package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The limits on the life of tokens.
 *
 * @param standardLife the default life, at most {@code longestLife}
 * @param longestLife the longest life from the creation on, also for tokens that were created with a longer one
 * @param mayNeverExpire whether a token may live without an end
 */
public record ExpiryPolicy(Duration standardLife, Duration longestLife, boolean mayNeverExpire) {

    public ExpiryPolicy {
        if (standardLife.isNegative() || standardLife.isZero() || standardLife.compareTo(longestLife) > 0) {
            throw new IllegalArgumentException("the default life is positive and at most the longest life");
        }
    }

    public static ExpiryPolicy standard() {
        return new ExpiryPolicy(Duration.ofDays(30), Duration.ofDays(366), false);
    }

    /** Returns the policy with this longest life. A longer default life is shortened to it. */
    ExpiryPolicy withLongestLife(Duration longest) {
        return new ExpiryPolicy(shorter(standardLife, longest), longest, mayNeverExpire);
    }

    /** Returns the policy with this default life, shortened to the longest life if necessary. */
    ExpiryPolicy withStandardLife(Duration standard) {
        return new ExpiryPolicy(shorter(standard, longestLife), longestLife, mayNeverExpire);
    }

    ExpiryPolicy withNoExpiration(boolean isAllowed) {
        return new ExpiryPolicy(standardLife, longestLife, isAllowed);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? other : one;
    }

    /**
     * Returns the life span of a token created now.
     *
     * @throws Refusal if the policy does not allow it
     */
    public LifeSpan lifeSpanFrom(Instant now, Expiry wanted) {
        return new LifeSpan(now, endOf(now, wanted));
    }

    /** Returns the latest end of an existing life span. A limit that was lowered later applies to it too. */
    Optional<Instant> latestEndOf(LifeSpan span) {
        return mayNeverExpire && span.expiresAt().isEmpty()
                ? Optional.empty()
                : Optional.of(span.createdAt().plus(longestLife));
    }

    /** Returns the changed life span of an existing token. Its longest life counts from its creation. */
    public LifeSpan changed(LifeSpan span, Instant now, Expiry wanted) {
        Optional<Instant> end = endOf(now, wanted);
        return new LifeSpan(span.createdAt(), end.map(at -> bounded(span.createdAt(), at)));
    }

    private Optional<Instant> endOf(Instant now, Expiry wanted) {
        if (wanted instanceof Expiry.Never) {
            if (!mayNeverExpire) {
                throw new Refusal(
                        Reason.EXPIRY_REQUIRED,
                        "Tokens expire. Choose a date at most " + longestLife.toDays() + " days away.");
            }
            return Optional.empty();
        }
        if (wanted instanceof Expiry.At at) {
            return Optional.of(bounded(now, at.end()));
        }
        Duration life = wanted instanceof Expiry.After after ? after.life() : standardLife;
        return Optional.of(bounded(now, now.plus(life)));
    }

    private Instant bounded(Instant now, Instant end) {
        if (!end.isAfter(now)) {
            throw new Refusal(Reason.EXPIRY_PAST, "That expiry has already passed. Choose a later one.");
        }
        if (end.isAfter(now.plus(longestLife))) {
            throw new Refusal(
                    Reason.EXPIRY_TOO_FAR,
                    "A token lives at most " + longestLife.toDays() + " days here. Choose an earlier expiry.");
        }
        return end;
    }
}
