package dev.keyfob.application.fake;

import dev.keyfob.application.port.Mails;
import dev.keyfob.domain.mail.Mail;
import dev.keyfob.domain.mail.MailId;
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

    private final Map<MailId, Mail> byId = Collections.synchronizedMap(new LinkedHashMap<>());

    /** All mails, the first added first. */
    public List<Mail> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public void add(Mail mail) {
        byId.put(mail.id(), mail);
    }

    @Override
    public void update(Mail mail) {
        byId.replace(mail.id(), mail);
    }

    @Override
    public void remove(MailId id) {
        byId.remove(id);
    }

    @Override
    public Optional<Mail> findDueForUpdate(Instant now) {
        return all().stream()
                .filter(mail ->
                        mail.tries().dueAt().filter(due -> !due.isAfter(now)).isPresent())
                .min(Comparator.comparing(mail -> mail.tries().dueAt().orElseThrow()));
    }

    @Override
    public Optional<Mail> findForUpdate(MailId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public long countUpTo(DeliveryState state, int most) {
        return all().stream()
                .filter(mail -> mail.tries().state() == state)
                .limit(most)
                .count();
    }

    @Override
    public Optional<Instant> findOldest(DeliveryState state) {
        return all().stream()
                .filter(mail -> mail.tries().state() == state)
                .map(Mail::createdAt)
                .min(Comparator.naturalOrder());
    }

    @Override
    public int removeCreatedBefore(Instant time, int most) {
        List<MailId> found = all().stream()
                .filter(mail -> mail.createdAt().isBefore(time))
                .limit(most)
                .map(Mail::id)
                .toList();
        found.forEach(byId::remove);
        return found.size();
    }

    @Override
    public void removeAllOf(UserId user) {
        all().stream().filter(mail -> mail.user().equals(Optional.of(user))).forEach(mail -> byId.remove(mail.id()));
    }
}
