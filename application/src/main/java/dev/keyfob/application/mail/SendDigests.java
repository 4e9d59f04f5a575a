package dev.keyfob.application.mail;

import dev.keyfob.application.port.MailChoices;
import dev.keyfob.application.port.MailDigests;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.mail.DigestProgress;
import dev.keyfob.domain.mail.ExpiringToken;
import dev.keyfob.domain.mail.FirstOf;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailTexts;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the digests into the outbox once a day: one mail for each person with news, regardless of the number of tokens
 * and of nodes. Runs in the background, so it takes no actor.
 *
 * <p>The node that locks the mark writes the digests of the next batch of people, and the others skip it. If a node
 * stops, another continues with the next person. If no node was running at the scheduled time, the late digest covers
 * the missed period.
 */
public final class SendDigests {

    /** The number of people in one transaction. */
    private static final int BATCH = 500;

    /** The number of tokens and of notices that one mail lists. For the rest it states their number. */
    private static final int LISTED = 20;

    private final MailSettings settings;
    private final Transactions transactions;
    private final MailDigests digests;
    private final MailChoices choices;
    private final Mails mails;
    private final Users users;
    private final MailTexts texts;
    private final InstantSource clock;

    public SendDigests(
            MailSettings settings,
            Transactions transactions,
            MailDigests digests,
            MailChoices choices,
            Mails mails,
            Users users,
            MailTexts texts,
            InstantSource clock) {
        this.settings = settings;
        this.transactions = transactions;
        this.digests = digests;
        this.choices = choices;
        this.mails = mails;
        this.users = users;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Writes the digests that are due. Returns whether this node wrote any: true once a day, at one node, unless nodes
     * share the batches of very many people.
     */
    public boolean send() {
        boolean wasDue = false;
        while (settings.isOn() && transactions.inOne(this::sendSome)) {
            wasDue = true;
        }
        return wasDue;
    }

    private boolean sendSome() {
        Instant scheduledAt = settings.scheduledBefore(clock.instant());
        Optional<DigestProgress> held = digests.lockProgress()
                .filter(mark -> !mark.isFinished() || mark.until().isBefore(scheduledAt));
        if (held.isEmpty()) {
            return false;
        }
        DigestProgress mark = held.get().isFinished() ? held.get().next(scheduledAt) : held.get();
        List<UserId> people = digests.listRecipients(mark, BATCH);
        Map<UserId, FirstOf<ExpiringToken>> expiring = digests.listExpiring(people, mark, LISTED);
        Map<UserId, FirstOf<String>> noted = digests.takeLines(people, LISTED);
        people.forEach(id -> users.find(id)
                .ifPresent(person -> write(
                        person, expiring.getOrDefault(id, FirstOf.none()), noted.getOrDefault(id, FirstOf.none()))));
        digests.updateProgress(people.size() < BATCH ? mark.finish() : mark.sentUpTo(people.get(people.size() - 1)));
        return true;
    }

    private void write(User person, FirstOf<ExpiringToken> expiring, FirstOf<String> noted) {
        Set<NoticeKind> off = choices.findOff(person.id());
        FirstOf<ExpiringToken> wanted = off.contains(NoticeKind.EXPIRING) ? FirstOf.none() : expiring;
        FirstOf<String> wantedToo = off.contains(NoticeKind.BY_OTHERS) ? FirstOf.none() : noted;
        if (wanted.total() + wantedToo.total() > 0) {
            mails.add(QueuedMail.to(
                    person.id(), MailKind.DIGEST, texts.digest(person, wanted, wantedToo), clock.instant()));
        }
    }
}
