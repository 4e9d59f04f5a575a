package dev.keyfob.application.port;

import dev.keyfob.domain.mail.Mail;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** The outbox: mails that wait to be sent, and those that were given up. What has arrived is removed. */
public interface Mails {

    void add(Mail mail);

    /** Writes how far it has come, and what is left of it. */
    void update(Mail mail);

    void remove(MailId id);

    /**
     * The mail that has been due the longest, locked until the transaction ends. Skips mails that others have locked.
     */
    Optional<Mail> findDueForUpdate(Instant now);

    /** Finds the mail and holds it until the transaction ends. */
    Optional<Mail> findForUpdate(MailId id);

    /** How many there are in that state, but never more than {@code most}. */
    long countUpTo(DeliveryState state, int most);

    /** When the first of those in that state was added. */
    Optional<Instant> findOldest(DeliveryState state);

    /** Removes some that are older, in whatever state, and says how many; none when there are no more. */
    int removeCreatedBefore(Instant time, int most);

    /** Removes all that are about that account. */
    void removeAllOf(UserId user);
}
