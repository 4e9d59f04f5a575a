package dev.keyfob.application.mail;

import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.user.AccountSettings;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.user.Email;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Requests a link for a forgotten password, for an address that a person typed. Nobody is signed in, so it takes no
 * actor.
 *
 * <p>The response does not depend on whether the address has an account, neither in its text nor in its duration: a row
 * is written, and the account is looked up later, when the mail is sent. Each address gets a few mails an hour, and
 * further requests are dropped silently. A network with too many requests is told to wait.
 */
public final class RequestPasswordMail {

    private final MailSettings mail;
    private final AccountSettings accounts;
    private final Transactions transactions;
    private final Mails mails;
    private final PasswordMailLimit limit;
    private final InstantSource clock;

    public RequestPasswordMail(
            MailSettings mail,
            AccountSettings accounts,
            Transactions transactions,
            Mails mails,
            SignInCounters counters,
            InstantSource clock) {
        this.mail = mail;
        this.accounts = accounts;
        this.transactions = transactions;
        this.mails = mails;
        this.limit = new PasswordMailLimit(counters);
        this.clock = clock;
    }

    /** Returns whether mail is configured and people sign in with passwords here. */
    public boolean isPossible() {
        return mail.isOn() && accounts.passwords();
    }

    /**
     * Mails a link to the owner of that address, if it has one.
     *
     * @param address the source of the request
     * @throws Refusal SIGN_IN_TOO_SOON if requests from that network exceed the limit
     */
    public void request(Email typed, String address) {
        transactions.inOne(() -> {
            Instant now = clock.instant();
            if (isPossible() && limit.take(typed, address, now)) {
                mails.add(QueuedMail.passwordReset(typed, address, now));
            }
        });
    }
}
