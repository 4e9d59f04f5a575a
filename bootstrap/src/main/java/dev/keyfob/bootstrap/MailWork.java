package dev.keyfob.bootstrap;

import dev.keyfob.application.UseCases;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is done about mail at intervals: what waits is sent, and once a day the digests are written and the audit log
 * checked.
 */
final class MailWork implements AutoCloseable {

    private final UseCases.MailVerbs mail;
    private final Runnable hangUp;
    private final AtomicBoolean isStopping = new AtomicBoolean();

    /** {@code hangUp} ends the connection that is open. */
    MailWork(UseCases.MailVerbs mail, Runnable hangUp) {
        this.mail = mail;
        this.hangUp = hangUp;
    }

    /**
     * Sends what is due, one after the other, until nothing is or the server does not take one. So a server that is
     * down is asked once a second, however much waits.
     */
    void sendOut() {
        boolean goesOn = true;
        while (goesOn && !isStopping.get()) {
            goesOn = mail.deliverMail.deliverNext();
        }
    }

    /** Once a day, at one node. */
    void writeDigests() {
        if (mail.sendDigests.send()) {
            mail.mailAuditFault.check();
        }
    }

    @Override
    public void close() {
        isStopping.set(true);
        hangUp.run();
    }
}
