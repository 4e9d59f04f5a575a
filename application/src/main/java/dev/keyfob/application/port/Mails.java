package dev.keyfob.application.port;

import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** The outbox: mails that wait to be sent, and mails that failed. Delivered mails are removed. */
public interface Mails {

    void add(QueuedMail mail);

    /** Updates the state and the remaining content of the mail. */
    void update(QueuedMail mail);

    void remove(MailId id);

    /** Returns the mail that has been due the longest, and locks it until the transaction ends. Skips locked mails. */
    Optional<QueuedMail> findDueForUpdate(Instant now);

    /** Finds the mail and locks it until the transaction ends. */
    Optional<QueuedMail> findForUpdate(MailId id);

    /** Counts the mails in that state, up to {@code most}. */
    long countUpTo(DeliveryState state, int most);

    /** Returns when the oldest mail in that state was added. */
    Optional<Instant> findOldest(DeliveryState state);

    /** Removes at most {@code most} older mails, in any state, and returns how many; 0 if none is left. */
    int removeCreatedBefore(Instant time, int most);

    /** Removes all mails about that account. */
    void removeAllOf(UserId user);
}
