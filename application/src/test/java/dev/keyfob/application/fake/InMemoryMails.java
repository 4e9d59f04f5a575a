package dev.keyfob.application.fake;

import dev.keyfob.application.port.Mails;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class InMemoryMails implements Mails {

    private final Map<MailId, QueuedMail> byId = Collections.synchronizedMap(new LinkedHashMap<>());

    /** All mails, the first added first. */
    public List<QueuedMail> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public void add(QueuedMail mail) {
        byId.put(mail.id(), mail);
    }

    @Override
    public void update(QueuedMail mail) {
        byId.replace(mail.id(), mail);
    }

    @Override
    public void remove(MailId id) {
        byId.remove(id);
    }

    @Override
    public Optional<QueuedMail> findDueForUpdate(Instant now) {
        return all().stream()
                .filter(mail ->
                        mail.attempts().dueAt().filter(due -> !due.isAfter(now)).isPresent())
                .min(Comparator.comparing(mail -> mail.attempts().dueAt().orElseThrow()));
    }

    @Override
    public Optional<QueuedMail> findForUpdate(MailId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public long countUpTo(DeliveryState state, int most) {
        return all().stream()
                .filter(mail -> mail.attempts().state() == state)
                .limit(most)
                .count();
    }

    @Override
    public Optional<Instant> findOldest(DeliveryState state) {
        return all().stream()
                .filter(mail -> mail.attempts().state() == state)
                .map(QueuedMail::createdAt)
                .min(Comparator.naturalOrder());
    }

    @Override
    public int removeCreatedBefore(Instant time, int most) {
        List<MailId> found = all().stream()
                .filter(mail -> mail.createdAt().isBefore(time))
                .limit(most)
                .map(QueuedMail::id)
                .toList();
        found.forEach(byId::remove);
        return found.size();
    }

    @Override
    public void removeAllOf(UserId user) {
        all().stream().filter(mail -> mail.user().equals(Optional.of(user))).forEach(mail -> byId.remove(mail.id()));
    }
}
