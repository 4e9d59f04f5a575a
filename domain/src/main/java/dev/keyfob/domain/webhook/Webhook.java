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

    /** One that is called by its host. */
    public static Webhook add(WebhookUrl url, Set<EventType> events, Instant now) {
        return add(WebhookName.ofHost(url), url, events, now);
    }

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

    public boolean wants(EventType type) {
        return isEnabled() && events.contains(type);
    }

    /** The first reason stands. */
    public Webhook disable(Instant now, String why) {
        return isEnabled() ? with(Optional.of(new Disabling(now, why)), deliveredAt, failedAt) : this;
    }

    public Webhook enable() {
        return with(Optional.empty(), deliveredAt, failedAt);
    }

    public Webhook delivered(Instant now) {
        return with(disabled, Optional.of(now), failedAt);
    }

    public Webhook failed(Instant now) {
        return with(disabled, deliveredAt, Optional.of(now));
    }

    private Webhook with(Optional<Disabling> otherDisabled, Optional<Instant> delivered, Optional<Instant> failed) {
        return new Webhook(id, name, url, events, createdAt, otherDisabled, delivered, failed);
    }
}
