package dev.keyfob.domain.mail;

import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One mail on its way to one person. It goes to the address that the account has when it is sent, unless it names an
 * address.
 *
 * @param user whose account it is about; empty where nobody has looked that up yet
 * @param address where it goes instead of the account's address, or what somebody typed as theirs
 * @param askedFrom the network address of whoever asked for it; empty where nobody did
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

    /** To the account's own address. */
    public static Mail to(UserId user, MailKind kind, MailText text, Instant now) {
        return new Mail(MailId.random(), kind, Optional.of(user), Optional.empty(), "", text, now, Attempts.none(now));
    }

    /** To an address that the account had. */
    public static Mail to(UserId user, Email address, MailKind kind, MailText text, Instant now) {
        return new Mail(
                MailId.random(), kind, Optional.of(user), Optional.of(address), "", text, now, Attempts.none(now));
    }

    /**
     * For whoever has the account with that address, if there is one: it is looked up when the mail is sent, so that
     * asking takes the same time for every address. The code is made then, too.
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

    /** What is kept of a mail that was given up: whose it was and why it did not arrive, and nothing that it said. */
    public Mail givenUp(Optional<UserId> whose, Attempts end) {
        return new Mail(id, kind, whose, Optional.empty(), "", MailText.none(), createdAt, end);
    }
}
