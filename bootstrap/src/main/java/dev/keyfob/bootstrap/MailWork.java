package dev.keyfob.bootstrap;

import dev.keyfob.application.UseCases;
import java.util.concurrent.atomic.AtomicBoolean;

/** The periodic work for mail: sends waiting mails, and once a day writes the digests and checks the audit log. */
final class MailWork implements AutoCloseable {

    private final UseCases.MailVerbs mail;
    private final Runnable hangUp;
    private final AtomicBoolean isStopping = new AtomicBoolean();

    /** {@code hangUp} closes the open connection. */
    MailWork(UseCases.MailVerbs mail, Runnable hangUp) {
        this.mail = mail;
        this.hangUp = hangUp;
    }

    /**
     * Sends due mails one after the other, until none is left or the server does not accept one. A server that is down
     * is therefore called only once a second, however many mails are waiting.
     */
    void sendOut() {
        boolean goesOn = true;
        while (goesOn && !isStopping.get()) {
            goesOn = mail.deliverMail.deliverNext();
        }
    }

    /** Writes the digests and checks the audit log, once a day and on one node. */
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
