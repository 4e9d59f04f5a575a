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
        DeliveryId id, WebhookId webhook, EventType event, String body, Instant createdAt, Attempts attempts) {

    public static Delivery of(Event event, WebhookId webhook) {
        return new Delivery(
                DeliveryId.random(), webhook, event.type(), event.body(), event.at(), Attempts.none(event.at()));
    }

    public DeliveryState state() {
        return attempts.state();
    }

    public int attemptCount() {
        return attempts.number();
    }

    public Optional<Instant> dueAt() {
        return attempts.dueAt();
    }

    public Optional<Instant> attemptedAt() {
        return attempts.lastAt();
    }

    public String note() {
        return attempts.note();
    }

    /** Returns the delivery after a worker has claimed the next attempt. */
    public Delivery take(Instant now) {
        return with(attempts.take(now));
    }

    /** Returns the delivery after an attempt with this outcome. */
    public Delivery after(Outcome outcome, RetrySchedule schedule, SecureRandom random, Instant now) {
        return with(attempts.after(outcome, schedule, random, now));
    }

    /** Returns the delivery after its only attempt, for a sender that waits for the result. There is no retry. */
    public Delivery afterOnly(Outcome outcome) {
        return with(attempts.afterOnly(outcome));
    }

    /** Returns the delivery for trying again, as if for the first time. */
    public Delivery retry(Instant now) {
        return with(attempts.retry(now));
    }

    /** Whether a worker has claimed an attempt and may still be running it. */
    public boolean isClaimedAt(Instant now) {
        return attempts.isClaimedAt(now);
    }

    private Delivery with(Attempts other) {
        return new Delivery(id, webhook, event, body, createdAt, other);
    }
}
