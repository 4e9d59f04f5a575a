package dev.keyfob.domain.webhook;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An address of another program, the events that it subscribes to, and how recent deliveries went.
 *
 * <p>A paused webhook gets no new deliveries. Its pending deliveries stay pending.
 */
public record Webhook(
        WebhookId id,
        WebhookName name,
        WebhookUrl url,
        Set<EventType> events,
        Instant createdAt,
        Optional<Pause> paused,
        Optional<Instant> deliveredAt,
        Optional<Instant> failedAt) {

    /** Since when the webhook is paused, and why. */
    public record Pause(Instant at, String why) {}

    public Webhook {
        events = Set.copyOf(EnumSet.copyOf(events));
    }

    /** Creates an enabled webhook, named after its host. */
    public static Webhook add(WebhookUrl url, Set<EventType> events, Instant now) {
        return add(WebhookName.ofHost(url), url, events, now);
    }

    /** Creates an enabled webhook. */
    public static Webhook add(WebhookName name, WebhookUrl url, Set<EventType> events, Instant now) {
        return new Webhook(
                WebhookId.random(), name, url, events, now, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Webhook rename(WebhookName other) {
        return new Webhook(id, other, url, events, createdAt, paused, deliveredAt, failedAt);
    }

    public boolean isActive() {
        return paused.isEmpty();
    }

    /** Whether the webhook receives events of this type now. A paused webhook receives none. */
    public boolean wants(EventType type) {
        return isActive() && events.contains(type);
    }

    /** Returns the webhook, paused at this time for this reason. If it is already paused, the first reason stays. */
    public Webhook pause(Instant now, String why) {
        return isActive() ? with(Optional.of(new Pause(now, why)), deliveredAt, failedAt) : this;
    }

    /** Returns the webhook, enabled again whatever paused it. Its pending deliveries can be sent. */
    public Webhook resume() {
        return with(Optional.empty(), deliveredAt, failedAt);
    }

    /** Returns the webhook after a successful delivery at this time. */
    public Webhook delivered(Instant now) {
        return with(paused, Optional.of(now), failedAt);
    }

    /** Returns the webhook after a failed attempt at this time. */
    public Webhook failed(Instant now) {
        return with(paused, deliveredAt, Optional.of(now));
    }

    private Webhook with(Optional<Pause> otherPaused, Optional<Instant> delivered, Optional<Instant> failed) {
        return new Webhook(id, name, url, events, createdAt, otherPaused, delivered, failed);
    }
}
