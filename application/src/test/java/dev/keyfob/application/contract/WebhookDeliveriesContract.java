package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link WebhookDeliveries} must pass. */
public abstract class WebhookDeliveriesContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    protected abstract WebhookDeliveries deliveries();

    protected abstract Webhooks webhooks();

    protected abstract Transactions transactions();

    @Test
    void a_delivery_comes_back_as_it_was_added_and_as_it_was_changed() {
        Delivery added = add(WebhookId.random(), NOW);

        assertThat(find(added.id())).contains(added);
        Delivery taken = added.take(NOW.plusSeconds(1));
        deliveries().update(taken);
        assertThat(find(added.id())).contains(taken);
        Delivery ended = taken.afterOnly(Outcome.failed("no answer within 15 seconds"));
        deliveries().update(ended);
        assertThat(find(added.id())).contains(ended);
        assertThat(find(DeliveryId.random())).isEmpty();
    }

    @Test
    void due_is_what_waits_the_longest_for_that_endpoint_and_nothing_before_its_time() {
        Webhook webhook = webhook();
        Delivery second = add(webhook.id(), NOW.plusSeconds(1));
        Delivery first = add(webhook.id(), NOW);
        add(WebhookId.random(), NOW.minusSeconds(9));

        assertThat(due(webhook.id(), NOW.minusSeconds(1))).isEmpty();
        assertThat(due(webhook.id(), NOW)).contains(first);
        deliveries().update(first.take(NOW));
        assertThat(due(webhook.id(), NOW)).isEmpty();
        assertThat(due(webhook.id(), NOW.plusSeconds(1))).contains(second);
        deliveries().update(second.take(NOW).afterOnly(HttpOutcome.of(200, Optional.empty())));
        assertThat(due(webhook.id(), NOW.plusSeconds(2))).isEmpty();
        // After the lease, the worker that took the delivery counts as dead.
        assertThat(due(webhook.id(), NOW.plus(Attempts.LEASE))).contains(first.take(NOW));
    }

    @Test
    void endpoints_with_something_due_are_the_enabled_ones() {
        Webhook waiting = webhook();
        Webhook disabled = webhook();
        Webhook later = webhook();
        webhooks().update(disabled.pause(NOW, "gone"));
        add(waiting.id(), NOW);
        add(waiting.id(), NOW);
        add(disabled.id(), NOW);
        add(later.id(), NOW.plusSeconds(1));
        add(WebhookId.random(), NOW);

        assertThat(deliveries().webhooksWithDue(NOW)).containsExactly(waiting.id());
    }

    @Test
    void they_are_listed_by_endpoint_and_state_the_latest_first() {
        WebhookId one = WebhookId.random();
        WebhookId other = WebhookId.random();
        Delivery pending = add(one, NOW);
        Delivery failed = add(one, NOW.plusSeconds(1)).take(NOW).afterOnly(Outcome.failed("no"));
        deliveries().update(failed);
        Delivery others = add(other, NOW.plusSeconds(2));

        assertThat(list(Optional.empty(), Optional.empty())).containsExactly(others, failed, pending);
        assertThat(list(Optional.of(one), Optional.empty())).containsExactly(failed, pending);
        assertThat(list(Optional.empty(), Optional.of(DeliveryState.PENDING))).containsExactly(others, pending);
        assertThat(list(Optional.of(one), Optional.of(DeliveryState.PENDING))).containsExactly(pending);
        assertThat(list(Optional.of(other), Optional.of(DeliveryState.FAILED))).isEmpty();
    }

    @Test
    void pages_hold_each_once_also_where_times_are_equal_and_more_is_added_meanwhile() {
        List<Delivery> added = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            added.add(add(WebhookId.random(), NOW));
        }

        List<Delivery> read = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<Delivery> page = deliveries().list(DeliveryFilter.everything(), new PageRequest(3, after));
            read.addAll(page.items());
            after = page.next();
            add(WebhookId.random(), NOW.plusSeconds(1));
        } while (after.isPresent());

        assertThat(read).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void the_page_before_is_read_backwards_and_no_more_are_counted_than_asked_for() {
        Delivery first = add(WebhookId.random(), NOW);
        Delivery second = add(WebhookId.random(), NOW.plusSeconds(1));
        Delivery third = add(WebhookId.random(), NOW.plusSeconds(2));
        DeliveryFilter all = DeliveryFilter.everything();

        Page<Delivery> end = deliveries().list(all, new PageRequest(1, Optional.empty(), true));
        Page<Delivery> before = deliveries().list(all, new PageRequest(1, end.previous(), true));

        assertThat(end.items()).containsExactly(first);
        assertThat(end.next()).isEmpty();
        assertThat(before.items()).containsExactly(second);
        assertThat(deliveries().list(all, new PageRequest(1, before.previous(), true)))
                .satisfies(top -> assertThat(top.items()).containsExactly(third))
                .satisfies(top -> assertThat(top.previous()).isEmpty());
        assertThat(deliveries().countUpTo(all, 2)).isEqualTo(2);
        assertThat(deliveries().countUpTo(all, 4)).isEqualTo(3);
    }

    @Test
    void old_ones_and_those_of_an_endpoint_are_removed_some_at_a_time() {
        WebhookId one = WebhookId.random();
        add(one, NOW.minusSeconds(3));
        add(one, NOW.minusSeconds(2));
        add(WebhookId.random(), NOW.minusSeconds(1));
        Delivery kept = add(WebhookId.random(), NOW);
        add(one, NOW.plusSeconds(1));

        assertThat(deliveries().removeCreatedBefore(NOW, 2)).isEqualTo(2);
        assertThat(deliveries().removeCreatedBefore(NOW, 2)).isEqualTo(1);
        assertThat(deliveries().removeCreatedBefore(NOW, 2)).isZero();
        assertThat(deliveries().removeAllFor(one, 2)).isEqualTo(1);
        assertThat(deliveries().removeAllFor(one, 2)).isZero();
        assertThat(list(Optional.empty(), Optional.empty())).containsExactly(kept);
    }

    private Webhook webhook() {
        Webhook webhook =
                Webhook.add(new WebhookUrl("https://hooks.example.com"), Set.of(EventType.TOKEN_CREATED), NOW);
        webhooks().add(webhook, SigningSecrets.of(SigningSecret.generate(new SecureRandom())));
        return webhook;
    }

    private Delivery add(WebhookId webhook, Instant at) {
        Delivery delivery = Delivery.of(Event.of(EventType.TOKEN_CREATED, at).with("name", "Ünder \"this\""), webhook);
        deliveries().add(delivery);
        return delivery;
    }

    private Optional<Delivery> find(DeliveryId id) {
        return transactions().inOne(() -> deliveries().findForUpdate(id));
    }

    private Optional<Delivery> due(WebhookId webhook, Instant now) {
        return transactions().inOne(() -> deliveries().findDueForUpdate(webhook, now));
    }

    private List<Delivery> list(Optional<WebhookId> webhook, Optional<DeliveryState> state) {
        return deliveries()
                .list(new DeliveryFilter(webhook, state), PageRequest.first())
                .items();
    }
}
