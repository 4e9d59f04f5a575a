package dev.keyfob.domain.mail;

import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail to one user. It is sent to the address that the account has at that time, unless {@code address} names
 * another.
 *
 * @param user the account that the mail is about; empty until it is looked up
 * @param address the address to use instead of the account's, or the address that an anonymous caller typed
 * @param askedFrom the network address of the client that requested the mail; empty if none did
 */
public record Mail(
        MailId id,
        MailKind kind,
        Optional<UserId> user,
        Optional<Email> address,
        String askedFrom,
        MailText text,
        Instant createdAt,
        Attempts tries) {

    /** Creates a mail to the account's current address. */
    public static Mail to(UserId user, MailKind kind, MailText text, Instant now) {
        return new Mail(MailId.random(), kind, Optional.of(user), Optional.empty(), "", text, now, Attempts.none(now));
    }

    /** Creates a mail to a former address of the account. */
    public static Mail to(UserId user, Email address, MailKind kind, MailText text, Instant now) {
        return new Mail(
                MailId.random(), kind, Optional.of(user), Optional.of(address), "", text, now, Attempts.none(now));
    }

    /**
     * Creates a mail to the account with this address, if there is one. The account is looked up when the mail is sent,
     * so the request takes the same time for every address. The code is created then, too.
     */
    public static Mail passwordReset(Email typed, String askedFrom, Instant now) {
        return new Mail(
                MailId.random(),
                MailKind.PASSWORD_RESET,
                Optional.empty(),
                Optional.of(typed),
                askedFrom,
                MailText.none(),
                now,
                Attempts.none(now));
    }

    public Mail with(Attempts other) {
        return new Mail(id, kind, user, address, askedFrom, text, createdAt, other);
    }

    /** Returns what is kept of a mail that could not be delivered: its account and the cause, but none of its text. */
    public Mail givenUp(Optional<UserId> whose, Attempts end) {
        return new Mail(id, kind, whose, Optional.empty(), "", MailText.none(), createdAt, end);
    }
}
