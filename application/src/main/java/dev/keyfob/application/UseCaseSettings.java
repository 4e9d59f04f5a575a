package dev.keyfob.application;

import dev.keyfob.application.mail.MailSettings;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.application.user.AccountSettings;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.domain.user.SessionLimits;
import java.time.Duration;
import java.util.List;

/**
 * The configuration of the use cases.
 *
 * @param accounts the rules for passwords and for the links that set them
 * @param expiryWarningDays the numbers of days before a token expires at which webhooks receive a warning, one each
 * @param auditKept the minimum age of an audit record before it may be removed
 */
public record UseCaseSettings(
        TokenSettings tokens,
        SessionLimits sessions,
        AccountSettings accounts,
        RetrySchedule webhookRetries,
        List<Integer> expiryWarningDays,
        Duration auditKept,
        WrongSecretLimits wrongSecrets,
        MailSettings mail) {

    public UseCaseSettings {
        expiryWarningDays = List.copyOf(expiryWarningDays);
    }
}
