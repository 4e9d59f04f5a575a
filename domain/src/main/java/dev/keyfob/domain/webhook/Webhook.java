package dev.keyfob.domain.webhook;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An address of another program, the events that it wants, and how recent deliveries went.
 *
 * <p>A disabled webhook gets no new deliveries; those that wait go on waiting.
 */
public record Webhook(
        WebhookId id,
        WebhookName name,
        WebhookUrl url,
        Set<EventType> events,
        Instant createdAt,
        Optional<Disabling> disabled,
        Optional<Instant> deliveredAt,
        Optional<Instant> failedAt) {

    /** Since when it is told of nothing, and why. */
    public record Disabling(Instant at, String why) {}

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
        return new Webhook(id, other, url, events, createdAt, disabled, deliveredAt, failedAt);
    }

    public boolean isEnabled() {
        return disabled.isEmpty();
    }

    /** Is it to be told of such an event now? A disabled one is told of none. */
    public boolean wants(EventType type) {
        return isEnabled() && events.contains(type);
    }

    /** Disabled at that time, for that reason. Where it is disabled already, the first reason stands. */
    public Webhook disable(Instant now, String why) {
        return isEnabled() ? with(Optional.of(new Disabling(now, why)), deliveredAt, failedAt) : this;
    }

    /** Enabled, whatever disabled it. What waits for it can be sent. */
    public Webhook enable() {
        return with(Optional.empty(), deliveredAt, failedAt);
    }

    /** The same after a delivery arrived at that time. */
    public Webhook delivered(Instant now) {
        return with(disabled, Optional.of(now), failedAt);
    }

    /** The same after a try failed at that time. */
    public Webhook failed(Instant now) {
        return with(disabled, deliveredAt, Optional.of(now));
    }

    private Webhook with(Optional<Disabling> otherDisabled, Optional<Instant> delivered, Optional<Instant> failed) {
        return new Webhook(id, name, url, events, createdAt, otherDisabled, delivered, failed);
    }
}
