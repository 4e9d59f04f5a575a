package dev.keyfob.application.mail;

import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.user.AccountRules;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.mail.Mail;
import dev.keyfob.domain.user.Email;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Takes what somebody typed as the address of an account whose password they forgot. Nobody is signed in, so there is
 * no actor.
 *
 * <p>The answer is one and the same, in its words and in what is done for it, whether the address has an account or
 * not: a row is written, and who that is for is looked up after the answer, when the mail is sent. Each address is
 * mailed a few times in an hour, and the rest are dropped without a word; a network that asks too often is told to
 * wait.
 */
public final class RequestPasswordMail {

    private final MailRules mail;
    private final AccountRules accounts;
    private final Transactions transactions;
    private final Mails mails;
    private final PasswordMailLimit limit;
    private final InstantSource clock;

    public RequestPasswordMail(
            MailRules mail,
            AccountRules accounts,
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

    /** Can people ask: is mail configured, and do they sign in with passwords here? */
    public boolean isPossible() {
        return mail.isOn() && accounts.passwords();
    }

    /**
     * Has a link mailed to the owner of that address, if there is one.
     *
     * @param address where the request came from
     * @throws Refusal SIGN_IN_TOO_SOON where that network asked too often
     */
    public void ask(Email typed, String address) {
        transactions.inOne(() -> {
            Instant now = clock.instant();
            if (isPossible() && limit.take(typed, address, now)) {
                mails.add(Mail.passwordReset(typed, address, now));
            }
        });
    }
}
