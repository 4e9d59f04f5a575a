package dev.keyfob.persistence;

import dev.keyfob.application.Ports;
import dev.keyfob.application.contract.PortsContract;
import dev.keyfob.application.fake.PlainPasswordHashing;
import dev.keyfob.application.fake.ScriptedMailSender;
import dev.keyfob.application.fake.ScriptedWebhookSender;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.secrets.SealingKey;
import org.junit.jupiter.api.AfterEach;

/** Runs every contract of the ports on the database that a subclass opens. */
abstract class Contracts extends PortsContract {

    private final SealingKey key = SealingKey.ofThisProcess();
    private Opened one;
    private Opened another;

    /** A database and its ports, which stay the same during a test. */
    private record Opened(Database database, Ports ports) {}

    abstract Database open();

    /** Opens a second, empty database. */
    Database openAnother() {
        return open();
    }

    @Override
    protected Ports ports() {
        if (one == null) {
            one = opened(open());
        }
        return one.ports();
    }

    @Override
    protected Ports others() {
        if (another == null) {
            another = opened(openAnother());
        }
        return another.ports();
    }

    private Opened opened(Database database) {
        return new Opened(
                database,
                database.ports(
                        new PlainPasswordHashing(),
                        HmacAuditMac.none(),
                        key,
                        new ScriptedWebhookSender(),
                        new ScriptedMailSender()));
    }

    @AfterEach
    void close() {
        if (one != null) {
            one.database().close();
        }
        if (another != null) {
            another.database().close();
        }
    }
}
