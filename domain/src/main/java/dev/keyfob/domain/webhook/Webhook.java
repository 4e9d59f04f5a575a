package dev.keyfob.domain.webhook;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An address of another program, the events that it wants, and how recent deliveries went.
 *
 * <p>A paused webhook gets no new deliveries; those that wait go on waiting.
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

    /** Since when it is told of nothing, and why. */
    public record Pause(Instant at, String why) {}

    public Webhook {
        events = Set.copyOf(EnumSet.copyOf(events));
    }

    /** A new webhook, named after its host. It is enabled. */
    public static Webhook add(WebhookUrl url, Set<EventType> events, Instant now) {
        return add(WebhookName.ofHost(url), url, events, now);
    }

    /** A new webhook, which is enabled. */
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

    /** Is it to be told of such an event now? A paused one is told of none. */
    public boolean wants(EventType type) {
        return isActive() && events.contains(type);
    }

    /** Disabled at that time, for that reason. Where it is paused already, the first reason stands. */
    public Webhook pause(Instant now, String why) {
        return isActive() ? with(Optional.of(new Pause(now, why)), deliveredAt, failedAt) : this;
    }

    /** Enabled, whatever paused it. What waits for it can be sent. */
    public Webhook resume() {
        return with(Optional.empty(), deliveredAt, failedAt);
    }

    /** The same after a delivery arrived at that time. */
    public Webhook delivered(Instant now) {
        return with(paused, Optional.of(now), failedAt);
    }

    /** The same after a try failed at that time. */
    public Webhook failed(Instant now) {
        return with(paused, deliveredAt, Optional.of(now));
    }

    private Webhook with(Optional<Pause> otherPaused, Optional<Instant> delivered, Optional<Instant> failed) {
        return new Webhook(id, name, url, events, createdAt, otherPaused, delivered, failed);
    }
}
