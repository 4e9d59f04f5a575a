package dev.keyfob.application.port;

import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import java.time.Instant;

/** Sends mails to the mail server. A failed delivery is an outcome, never an exception. */
public interface MailSender extends AutoCloseable {

    /** Makes one attempt, which takes less than {@link Attempts#LEASE}. */
    Outcome send(Email to, MailId id, MailText text, Instant now);

    /** Closes all open connections and opens no new ones. */
    @Override
    void close();
}
