package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link Mails} must pass. */
public abstract class MailsContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final MailText TEXT = new MailText("Your roles were changed", "Hello Zoë,\n\n- “Läptop” 🔑\n");

    protected abstract Mails mails();

    protected abstract Transactions transactions();

    @Test
    void a_mail_comes_back_as_it_was_added_and_as_it_was_changed() {
        QueuedMail added = add(QueuedMail.to(UserId.random(), MailKind.ROLES_CHANGED, TEXT, NOW));
        QueuedMail asked = add(QueuedMail.passwordReset(new Email("alice@example.com"), "2001:db8::1", NOW));

        assertThat(find(added.id())).contains(added);
        assertThat(find(asked.id())).contains(asked);
        QueuedMail taken = added.with(added.attempts().take(NOW.plusSeconds(1)));
        mails().update(taken);
        assertThat(find(added.id())).contains(taken);
        QueuedMail ended =
                taken.givenUp(taken.user(), taken.attempts().afterOnly(Outcome.failed("550 no such mailbox")));
        mails().update(ended);
        assertThat(find(added.id())).contains(ended);
        mails().remove(added.id());
        assertThat(find(added.id())).isEmpty();
        assertThat(find(asked.id())).contains(asked);
    }

    @Test
    void due_is_what_waits_the_longest_and_nothing_before_its_time_or_while_it_is_sent() {
        QueuedMail second = add(QueuedMail.to(UserId.random(), MailKind.DIGEST, TEXT, NOW.plusSeconds(1)));
        QueuedMail first = add(QueuedMail.to(UserId.random(), MailKind.DIGEST, TEXT, NOW));

        assertThat(due(NOW.minusMillis(1))).isEmpty();
        assertThat(due(NOW.plusSeconds(1))).contains(first);
        mails().update(first.with(first.attempts().take(NOW.plusSeconds(1))));
        assertThat(due(NOW.plusSeconds(2))).contains(second);
        mails().update(second.with(second.attempts().take(NOW.plusSeconds(2)).afterOnly(Outcome.failed("no"))));
        assertThat(due(NOW.plusSeconds(3))).isEmpty();
        assertThat(due(NOW.plusSeconds(1).plus(Attempts.LEASE)).map(QueuedMail::id))
                .contains(first.id());
    }

    @Test
    void they_are_counted_by_state_and_removed_by_age_and_by_account() {
        UserId alice = UserId.random();
        QueuedMail old = add(QueuedMail.to(alice, MailKind.DIGEST, TEXT, NOW.minusSeconds(60)));
        QueuedMail hers = add(QueuedMail.to(alice, new Email("alice@example.com"), MailKind.EMAIL_CHANGED, TEXT, NOW));
        QueuedMail other = add(QueuedMail.to(UserId.random(), MailKind.DIGEST, TEXT, NOW));

        assertThat(mails().countUpTo(DeliveryState.PENDING, 10)).isEqualTo(3);
        assertThat(mails().countUpTo(DeliveryState.PENDING, 2)).isEqualTo(2);
        assertThat(mails().countUpTo(DeliveryState.FAILED, 10)).isZero();
        assertThat(mails().removeCreatedBefore(NOW, 10)).isEqualTo(1);
        assertThat(find(old.id())).isEmpty();
        mails().removeAllOf(alice);
        assertThat(find(hers.id())).isEmpty();
        assertThat(find(other.id())).contains(other);
    }

    @Test
    void the_oldest_in_a_state_is_found() {
        QueuedMail taken = add(QueuedMail.to(UserId.random(), MailKind.DIGEST, TEXT, NOW.minusSeconds(60)));
        add(QueuedMail.to(UserId.random(), MailKind.DIGEST, TEXT, NOW));
        add(QueuedMail.to(UserId.random(), MailKind.DIGEST, TEXT, NOW.minusSeconds(30)));

        assertThat(mails().findOldest(DeliveryState.PENDING)).contains(NOW.minusSeconds(60));
        mails().update(taken.with(taken.attempts().take(NOW)));
        assertThat(mails().findOldest(DeliveryState.PENDING)).contains(NOW.minusSeconds(30));
        assertThat(mails().findOldest(DeliveryState.SENDING)).contains(NOW.minusSeconds(60));
        assertThat(mails().findOldest(DeliveryState.FAILED)).isEmpty();
    }

    private QueuedMail add(QueuedMail mail) {
        mails().add(mail);
        return mail;
    }

    private Optional<QueuedMail> find(MailId id) {
        return transactions().inOne(() -> mails().findForUpdate(id));
    }

    private Optional<QueuedMail> due(Instant now) {
        return transactions().inOne(() -> mails().findDueForUpdate(now));
    }
}
