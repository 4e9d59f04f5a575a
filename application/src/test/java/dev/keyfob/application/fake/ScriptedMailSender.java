package dev.keyfob.application.fake;

import dev.keyfob.application.port.MailSender;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends nothing. Keeps the mails, and returns the outcome that the test sets. */
public final class ScriptedMailSender implements MailSender {

    public record Sent(Email to, MailId id, MailText text) {}

    public final List<Sent> sent = new CopyOnWriteArrayList<>();

    private volatile Outcome next = Outcome.delivered("250 OK");

    private volatile Runnable meanwhile = () -> {};

    /** Runs the work while the mail server is answering. */
    public void beforeAnswering(Runnable work) {
        meanwhile = work;
    }

    public void answer(Outcome outcome) {
        next = outcome;
    }

    @Override
    public Outcome send(Email to, MailId id, MailText text, Instant now) {
        sent.add(new Sent(to, id, text));
        meanwhile.run();
        return next;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
