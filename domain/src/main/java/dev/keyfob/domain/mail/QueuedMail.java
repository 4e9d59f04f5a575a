package dev.keyfob.domain.mail;

import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail in the outbox, with its delivery attempts. It goes to the address that the account has when it is sent, unless
 * {@code address} names another.
 *
 * @param user the account that the mail is about; empty until it is looked up
 * @param address the address to use instead of the account's, or the address that an anonymous caller typed
 * @param requestedFrom the network address of the client that requested the mail; empty if none did
 */
public record QueuedMail(
        MailId id,
        MailKind kind,
        Optional<UserId> user,
        Optional<Email> address,
        String requestedFrom,
        MailText text,
        Instant createdAt,
        Attempts attempts) {

    /** Creates a mail to the account's current address. */
    public static QueuedMail to(UserId user, MailKind kind, MailText text, Instant now) {
        return new QueuedMail(
                MailId.random(), kind, Optional.of(user), Optional.empty(), "", text, now, Attempts.none(now));
    }

    /** Creates a mail to a former address of the account. */
    public static QueuedMail to(UserId user, Email address, MailKind kind, MailText text, Instant now) {
        return new QueuedMail(
                MailId.random(), kind, Optional.of(user), Optional.of(address), "", text, now, Attempts.none(now));
    }

    /**
     * Creates a mail to the account with this address, if there is one. The account is looked up when the mail is sent,
     * so the request takes the same time for every address. The code is created then, too.
     */
    public static QueuedMail passwordReset(Email typed, String requestedFrom, Instant now) {
        return new QueuedMail(
                MailId.random(),
                MailKind.PASSWORD_RESET,
                Optional.empty(),
                Optional.of(typed),
                requestedFrom,
                MailText.none(),
                now,
                Attempts.none(now));
    }

    public QueuedMail with(Attempts other) {
        return new QueuedMail(id, kind, user, address, requestedFrom, text, createdAt, other);
    }

    /** Returns what is kept of a mail that could not be delivered: its account and the cause, but none of its text. */
    public QueuedMail givenUp(Optional<UserId> whose, Attempts end) {
        return new QueuedMail(id, kind, whose, Optional.empty(), "", MailText.none(), createdAt, end);
    }
}
