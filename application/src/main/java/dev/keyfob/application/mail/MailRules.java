package dev.keyfob.application.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an operator decides about mail.
 *
 * @param isOn whether a mail server is configured; without one nobody is mailed, and nothing waits to be
 * @param digestHour the hour of the day, in UTC, at which the digests go out
 */
public record MailRules(boolean isOn, int digestHour) {

    public static MailRules off() {
        return new MailRules(false, 6);
    }

    /** The latest time that was one for digests. */
    Instant scheduledBefore(Instant now) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(digestHour));
        return today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    }
}
