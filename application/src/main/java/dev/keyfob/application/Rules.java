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
 * What an operator decides about the use cases.
 *
 * @param accounts what holds for passwords and the links that set them
 * @param expiryWarningDays so many days before a token's end a webhook is told, each once
 * @param auditKept the least age that a record of the audit log has before it may be cut
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
