package dev.keyfob.application;

import dev.keyfob.application.mail.MailRules;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.token.TokenRules;
import dev.keyfob.application.user.AccountRules;
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
public record Rules(
        TokenRules tokens,
        SessionLimits sessions,
        AccountRules accounts,
        RetrySchedule webhookRetries,
        List<Integer> expiryWarningDays,
        Duration auditKept,
        WrongSecretLimits wrongSecrets,
        MailRules mail) {

    public Rules {
        expiryWarningDays = List.copyOf(expiryWarningDays);
    }

    public static Rules standard(TokenRules tokens) {
        return new Rules(
                tokens,
                SessionLimits.standard(),
                AccountRules.standard(),
                RetrySchedule.standard(),
                List.of(14, 1),
                Duration.ofDays(365),
                WrongSecretLimits.standard(),
                MailRules.off());
    }
}
