package dev.keyfob.application.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The configuration of mail.
 *
 * @param isOn whether a mail server is configured; without one no mails are written
 * @param digestHour the hour of the day, in UTC, at which the digests are sent
 */
public record MailSettings(boolean isOn, int digestHour) {

    /** Returns the latest scheduled time for digests that is not after {@code now}. */
    Instant scheduledBefore(Instant now) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(digestHour));
        return today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    }
}
