package dev.keyfob.mail;

import dev.keyfob.application.port.MailSender;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import java.time.Instant;

/** Sends nothing, because no mail server is configured. */
public final class NoMailServer implements MailSender {

    @Override
    public Outcome send(Email to, MailId id, MailText text, Instant now) {
        return Outcome.failed("no mail server is configured; see mail.host");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
