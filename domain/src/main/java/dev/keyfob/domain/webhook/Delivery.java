package dev.keyfob.domain.webhook;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One event on its way to one webhook. The body is written once and never changes, so that every attempt sends the
 * same.
 *
 * <p>{@code dueAt} is the time of the next attempt or, while an attempt is running, the time when that attempt counts
 * as lost. Delivered and failed ones are never due.
 */
public record Delivery(
        DeliveryId id,
        WebhookId webhook,
        EventType event,
        String body,
        Instant createdAt,
        DeliveryState state,
        int attempts,
        Optional<Instant> dueAt,
        Optional<Instant> attemptedAt,
        String note) {

    /** How long a claim lasts: connecting and answering together. After that, another node may claim the delivery. */
    public static final Duration LEASE = Duration.ofMinutes(1);

    public static Delivery of(Event event, WebhookId webhook) {
        return new Delivery(
                DeliveryId.random(),
                webhook,
                event.type(),
                event.body(),
                event.at(),
                DeliveryState.PENDING,
                0,
                Optional.of(event.at()),
                Optional.empty(),
                "");
    }

    /** Somebody goes about it. */
    public Delivery take(Instant now) {
        return with(DeliveryState.SENDING, attempts + 1, Optional.of(now.plus(LEASE)), Optional.of(now), note);
    }

    /** What the attempt came to. */
    public Delivery after(Outcome outcome, RetrySchedule schedule, SecureRandom random, Instant now) {
        return switch (outcome.kind()) {
            case DELIVERED -> with(DeliveryState.DELIVERED, attempts, Optional.empty(), attemptedAt, outcome.note());
            case GONE -> with(DeliveryState.FAILED, attempts, Optional.empty(), attemptedAt, outcome.note());
            case STOPPED -> with(DeliveryState.PENDING, attempts - 1, Optional.of(now), attemptedAt, note);
            case FAILED -> {
                Optional<Instant> next = schedule.waitAfter(attempts, random)
                        .map(wait -> longer(wait, outcome.retryAfter().orElse(Duration.ZERO)))
                        .map(now::plus);
                yield with(
                        next.isPresent() ? DeliveryState.PENDING : DeliveryState.FAILED,
                        attempts,
                        next,
                        attemptedAt,
                        outcome.note());
            }
        };
    }

    /** One attempt and no more, however it ends: for what somebody waits for. */
    public Delivery afterOnly(Outcome outcome) {
        DeliveryState end = outcome.kind() == Outcome.Kind.DELIVERED ? DeliveryState.DELIVERED : DeliveryState.FAILED;
        return with(end, attempts, Optional.empty(), attemptedAt, outcome.note());
    }

    /** To be tried again, as if for the first time. */
    public Delivery retry(Instant now) {
        return with(DeliveryState.PENDING, 0, Optional.of(now), attemptedAt, note);
    }

    /** Is somebody about it, who can still be alive? */
    public boolean isTakenAt(Instant now) {
        return state == DeliveryState.SENDING && dueAt.filter(now::isBefore).isPresent();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Delivery with(
            DeliveryState otherState,
            int otherAttempts,
            Optional<Instant> due,
            Optional<Instant> attempted,
            String otherNote) {
        return new Delivery(id, webhook, event, body, createdAt, otherState, otherAttempts, due, attempted, otherNote);
    }
}
