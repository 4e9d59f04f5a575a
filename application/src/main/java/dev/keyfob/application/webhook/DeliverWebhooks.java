package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sends the deliveries of the outbox, at least once each. Runs in the background, so it takes no actor.
 *
 * <p>A delivery is taken in one transaction and settled in another, so no row is locked while the receiver answers. The
 * worker that took a delivery has one minute; if its process dies, another worker takes the delivery after that. Any
 * number of nodes may do this at the same time.
 *
 * <p>A webhook is disabled, with an audit entry, if it answers 410, or if a delivery fails for good and nothing else
 * has arrived since that delivery was created: three days, with the standard schedule.
 */
public final class DeliverWebhooks {

    private final AuditedChanges changes;
    private final Transactions transactions;
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookSender sender;
    private final RetrySchedule schedule;
    private final SecureRandom random;
    private final InstantSource clock;

    public DeliverWebhooks(
            AuditedChanges changes,
            Transactions transactions,
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            WebhookSender sender,
            RetrySchedule schedule,
            SecureRandom random,
            InstantSource clock) {
        this.changes = changes;
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.schedule = schedule;
        this.random = random;
        this.clock = clock;
    }

    /** Returns the webhooks that have due deliveries. */
    public List<WebhookId> due() {
        return deliveries.webhooksWithDue(clock.instant());
    }

    /**
     * Attempts the delivery that has been due the longest for that webhook and returns its outcome; empty if none is
     * due.
     */
    public Optional<Delivery> deliverNext(WebhookId id) {
        Instant now = clock.instant();
        Optional<Delivery> taken = transactions.inOne(() -> webhooks.find(id)
                .filter(Webhook::isActive)
                .flatMap(webhook -> deliveries.findDueForUpdate(id, now))
                .map(due -> {
                    Delivery mine = due.take(now);
                    deliveries.update(mine);
                    return mine;
                }));
        return taken.map(delivery -> settle(delivery, attempt(delivery, now)));
    }

    private Outcome attempt(Delivery delivery, Instant now) {
        Optional<Webhook> webhook = webhooks.find(delivery.webhook());
        Optional<SigningSecrets> secrets;
        try {
            secrets = webhooks.secretsOf(delivery.webhook());
        } catch (Refusal e) {
            return Outcome.failed("not sent: the key for its signing secret is missing");
        }
        if (webhook.isEmpty() || secrets.isEmpty()) {
            return Outcome.failed("not sent: the webhook was removed");
        }
        return sender.send(webhook.get().url(), delivery, secrets.get().inForceAt(now), now);
    }

    private Delivery settle(Delivery mine, Outcome outcome) {
        return transactions.inOne(() -> {
            Instant now = clock.instant();
            Delivery after = mine.after(outcome, schedule, random, now);
            boolean isMine = deliveries
                    .findForUpdate(mine.id())
                    .filter(stored -> stored.attempts().isSameAttempt(mine.attempts()))
                    .isPresent();
            if (isMine) {
                deliveries.update(after);
                webhooks.findForUpdate(mine.webhook()).ifPresent(webhook -> note(webhook, after, outcome, now));
            }
            return after;
        });
    }

    private void note(Webhook webhook, Delivery after, Outcome outcome, Instant now) {
        switch (outcome.kind()) {
            case DELIVERED -> webhooks.update(webhook.delivered(now));
            case GONE -> disable(webhook.failed(now), "it answered HTTP 410, which says that it is gone", now);
            case FAILED -> {
                boolean nothingArrived = webhook.deliveredAt()
                        .filter(last -> !last.isBefore(after.createdAt()))
                        .isEmpty();
                if (after.state() == DeliveryState.FAILED && nothingArrived) {
                    disable(webhook.failed(now), "nothing arrived there for days; the last was " + outcome.note(), now);
                } else {
                    webhooks.update(webhook.failed(now));
                }
            }
            case STOPPED -> {}
        }
    }

    private void disable(Webhook webhook, String why, Instant now) {
        webhooks.update(webhook.pause(now, why));
        if (webhook.isActive()) {
            changes.makeWithoutRequest(change -> {
                change.record(AuditAction.WEBHOOK_DISABLED, new AuditSubject.OfWebhook(webhook), now);
            });
        }
    }
}
