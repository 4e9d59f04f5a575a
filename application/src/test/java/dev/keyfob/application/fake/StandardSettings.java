package dev.keyfob.application.fake;

import dev.keyfob.application.UseCaseSettings;
import dev.keyfob.application.mail.MailSettings;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.application.user.AccountSettings;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.user.SessionLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The configuration of use cases in tests: the defaults of the settings, with the sample's catalogue and no mail. */
public final class StandardSettings {

    private StandardSettings() {}

    public static UseCaseSettings useCases() {
        return useCases(tokens());
    }

    public static UseCaseSettings useCases(TokenSettings tokens) {
        return new UseCaseSettings(
                tokens,
                new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12)),
                accounts(),
                RetrySchedule.standard(),
                List.of(14, 1),
                Duration.ofDays(365),
                wrongSecrets(),
                new MailSettings(false, 6));
    }

    public static TokenSettings tokens() {
        return new TokenSettings(TokenFormat.standard(), PermissionCatalogue.sample(), TokenPolicy.standard());
    }

    public static AccountSettings accounts() {
        return new AccountSettings(URI.create("http://localhost:8080"), true);
    }

    public static WrongSecretLimits wrongSecrets() {
        return new WrongSecretLimits(20, 300, 20);
    }
}
