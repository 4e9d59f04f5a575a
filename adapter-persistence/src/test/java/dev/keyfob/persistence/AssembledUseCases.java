package dev.keyfob.persistence;

import dev.keyfob.application.UseCases;
import dev.keyfob.application.fake.PlainPasswordHashing;
import dev.keyfob.application.fake.ScriptedMailSender;
import dev.keyfob.application.fake.ScriptedWebhookSender;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.secrets.SealingKey;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The use cases on a real database, with the default settings. */
public final class AssembledUseCases {

    private AssembledUseCases() {}

    public static UseCases over(Database database, InstantSource clock) {
        return over(database, HmacAuditMac.none(), clock);
    }

    static UseCases over(Database database, AuditMac seals, InstantSource clock) {
        return new UseCases(
                database.ports(
                        new PlainPasswordHashing(),
                        seals,
                        SealingKey.ofThisProcess(),
                        new ScriptedWebhookSender(),
                        new ScriptedMailSender()),
                StandardSettings.useCases(),
                new SecureRandom(),
                clock);
    }
}
