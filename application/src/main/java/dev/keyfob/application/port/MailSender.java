package dev.keyfob.application.port;

import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import java.time.Instant;

/** Hands mails to the mail server. What can go wrong on the way is an outcome, never an exception. */
public interface MailSender extends AutoCloseable {

    /** One attempt. It takes less than {@link Attempts#LEASE}. */
    Outcome send(Email to, MailId id, MailText text, Instant now);

    /** Hangs up whatever is open, and begins nothing more. */
    @Override
    void close();
}
