package dev.keyfob.domain.webhook;

import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.outbox.RetrySchedule;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * The delivery of one event to one webhook. The body is written once and never changes, so every attempt sends the same
 * bytes.
 */
public record Delivery(
        DeliveryId id, WebhookId webhook, EventType event, String body, Instant createdAt, Attempts tries) {

    public static Delivery of(Event event, WebhookId webhook) {
        return new Delivery(
                DeliveryId.random(), webhook, event.type(), event.body(), event.at(), Attempts.none(event.at()));
    }

    public DeliveryState state() {
        return tries.state();
    }

    public int attempts() {
        return tries.number();
    }

    public Optional<Instant> dueAt() {
        return tries.dueAt();
    }

    public Optional<Instant> attemptedAt() {
        return tries.lastAt();
    }

    public String note() {
        return tries.note();
    }

    /** Returns the delivery after a worker has claimed the next attempt. */
    public Delivery take(Instant now) {
        return with(tries.take(now));
    }

    /** Returns the delivery after an attempt with this outcome. */
    public Delivery after(Outcome outcome, RetrySchedule schedule, SecureRandom random, Instant now) {
        return with(tries.after(outcome, schedule, random, now));
    }

    /** Returns the delivery after its only attempt, for a sender that waits for the result. There is no retry. */
    public Delivery afterOnly(Outcome outcome) {
        return with(tries.afterOnly(outcome));
    }

    /** Returns the delivery for trying again, as if for the first time. */
    public Delivery retry(Instant now) {
        return with(tries.retry(now));
    }

    /** Whether a worker has claimed an attempt and may still be running it. */
    public boolean isClaimedAt(Instant now) {
        return tries.isClaimedAt(now);
    }

    private Delivery with(Attempts other) {
        return new Delivery(id, webhook, event, body, createdAt, other);
    }
}
