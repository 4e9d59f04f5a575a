package dev.keyfob.application.fake;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

public final class InMemoryWebhookDeliveries implements WebhookDeliveries {

    private final Map<DeliveryId, Delivery> byId = new ConcurrentHashMap<>();
    private final Webhooks webhooks;

    public InMemoryWebhookDeliveries(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void add(Delivery delivery) {
        byId.put(delivery.id(), delivery);
    }

    @Override
    public void update(Delivery delivery) {
        byId.replace(delivery.id(), delivery);
    }

    @Override
    public List<WebhookId> webhooksWithDue(Instant now) {
        return webhooks.all().stream()
                .filter(Webhook::isActive)
                .map(Webhook::id)
                .filter(id -> findDueForUpdate(id, now).isPresent())
                .toList();
    }

    @Override
    public Optional<Delivery> findDueForUpdate(WebhookId webhook, Instant now) {
        return byId.values().stream()
                .filter(delivery -> delivery.webhook().equals(webhook))
                .filter(delivery ->
                        delivery.dueAt().filter(due -> !due.isAfter(now)).isPresent())
                .min(Comparator.comparing(delivery -> delivery.dueAt().orElseThrow()));
    }

    @Override
    public Optional<Delivery> find(DeliveryId id) {
        return findForUpdate(id);
    }

    @Override
    public Optional<Delivery> findForUpdate(DeliveryId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Page<Delivery> list(DeliveryFilter filter, PageRequest page) {
        Comparator<Cursor> earliestFirst = InMemoryAccessTokens.positions();
        Comparator<Cursor> direction = page.readsUp(false) ? earliestFirst : earliestFirst.reversed();
        List<Delivery> found = byId.values().stream()
                .filter(filter::matches)
                .filter(delivery -> page.cursor()
                        .map(cursor -> direction.compare(positionOf(delivery), cursor) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(InMemoryWebhookDeliveries::positionOf, direction))
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(found, page, InMemoryWebhookDeliveries::positionOf);
    }

    @Override
    public long countUpTo(DeliveryFilter filter, int most) {
        return byId.values().stream().filter(filter::matches).limit(most).count();
    }

    @Override
    public int removeCreatedBefore(Instant time, int most) {
        return remove(delivery -> delivery.createdAt().isBefore(time), most);
    }

    @Override
    public int removeAllFor(WebhookId webhook, int most) {
        return remove(delivery -> delivery.webhook().equals(webhook), most);
    }

    private int remove(Predicate<Delivery> which, int most) {
        List<DeliveryId> found = byId.values().stream()
                .filter(which)
                .limit(most)
                .map(Delivery::id)
                .toList();
        found.forEach(byId::remove);
        return found.size();
    }

    private static Cursor positionOf(Delivery delivery) {
        return new Cursor(Optional.of(delivery.createdAt()), delivery.id().value());
    }
}
