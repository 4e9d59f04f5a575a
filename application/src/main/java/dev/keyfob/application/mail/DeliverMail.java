package dev.keyfob.application.mail;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.MailSender;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.user.PasswordMail;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends the mails of the outbox, at least once each. Runs in the background, so it takes no actor.
 *
 * <p>A mail is taken in one transaction and settled in another, so no row is locked while the mail server answers. The
 * worker that took a mail has one minute; if its process dies, another worker takes the mail after that. Any number of
 * nodes may do this at the same time, and each mail belongs to one node.
 *
 * <p>Delivered mails are removed. A mail fails for good if its address is refused or after three days of attempts. That
 * is audited and counted in the administrators' overview, and the text is not kept.
 */
public final class DeliverMail {

    private final AuditedChanges changes;
    private final Transactions transactions;
    private final Mails mails;
    private final Users users;
    private final PasswordMail passwordMail;
    private final MailSender sender;
    private final RetrySchedule schedule;
    private final SecureRandom random;
    private final InstantSource clock;

    public DeliverMail(
            AuditedChanges changes,
            Transactions transactions,
            Mails mails,
            Users users,
            PasswordMail passwordMail,
            MailSender sender,
            RetrySchedule schedule,
            SecureRandom random,
            InstantSource clock) {
        this.changes = changes;
        this.transactions = transactions;
        this.mails = mails;
        this.users = users;
        this.passwordMail = passwordMail;
        this.sender = sender;
        this.schedule = schedule;
        this.random = random;
        this.clock = clock;
    }

    /** A mail that is ready to send. */
    private record Ready(User person, Email address, MailText text) {}

    /**
     * Attempts the mail that has been due the longest. Returns true if the next mail can be attempted at once. Returns
     * false if none is due, and if the attempt failed for another cause than a refused address, because the next would
     * most likely fail too.
     */
    public boolean deliverNext() {
        Instant now = clock.instant();
        Optional<QueuedMail> taken =
                transactions.inOne(() -> mails.findDueForUpdate(now).map(due -> {
                    QueuedMail mine = due.with(due.attempts().take(now));
                    mails.update(mine);
                    return mine;
                }));
        return taken.isPresent() && deliver(taken.get(), now);
    }

    private boolean deliver(QueuedMail mail, Instant now) {
        Optional<Ready> ready = prepared(mail, now);
        if (ready.isEmpty()) {
            // No recipient: no account has that address, or the account was removed.
            transactions.inOne(() -> mails.remove(mail.id()));
            return true;
        }
        Outcome outcome =
                sender.send(ready.get().address(), mail.id(), ready.get().text(), now);
        transactions.inOne(() -> settle(mail, ready.get(), outcome));
        return outcome.kind() == Outcome.Kind.DELIVERED || outcome.kind() == Outcome.Kind.GONE;
    }

    private Optional<Ready> prepared(QueuedMail mail, Instant now) {
        if (mail.kind() == MailKind.PASSWORD_RESET) {
            return mail.address()
                    .flatMap(typed -> passwordMail.write(typed, mail.requestedFrom(), mail.createdAt(), now))
                    .map(written -> new Ready(written.person(), written.person().email(), written.text()));
        }
        return mail.user()
                .flatMap(users::find)
                .filter(user -> !user.isRemoved())
                .map(user -> new Ready(user, mail.address().orElse(user.email()), mail.text()));
    }

    private void settle(QueuedMail mine, Ready ready, Outcome outcome) {
        boolean isMine = mails.findForUpdate(mine.id())
                .filter(stored -> stored.attempts().isSameAttempt(mine.attempts()))
                .isPresent();
        Attempts after = mine.attempts().after(outcome, schedule, random, clock.instant());
        if (isMine && after.state() == DeliveryState.DELIVERED) {
            mails.remove(mine.id());
        } else if (isMine && after.state() == DeliveryState.FAILED) {
            mails.update(mine.givenUp(Optional.of(ready.person().id()), after));
            changes.makeWithoutRequest(change -> change.recordRefused(
                    AuditAction.MAIL_FAILED, new AuditSubject.OfMail(mine.kind(), ready.person(), outcome.note())));
        } else if (isMine) {
            mails.update(mine.with(after));
        }
    }
}
