package dev.keyfob.application.webhook;

import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Sends one test event to a webhook, even if it is disabled, and returns the result; the caller waits for it. For
 * administrators and the operator. Not audited; the event appears in the list of deliveries.
 */
public final class PingWebhook {

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WebhookSender sender;
    private final ChangeLimit changeLimit;
    private final InstantSource clock;

    public PingWebhook(
            Transactions transactions,
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            WebhookSender sender,
            ChangeLimit changeLimit,
            InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.changeLimit = changeLimit;
        this.clock = clock;
    }

    /**
     * Sends the event and waits for the result.
     *
     * @throws Refusal if the actor lacks the permission; WEBHOOK_NOT_FOUND; SIGN_IN_TOO_OLD; TOO_MANY_CHANGES if
     *     the account made too many changes in a short time
     */
    public Delivery ping(Actor actor, WebhookId id) {
        actor.require(Permission.TOKEN_MANAGE);
        Webhook webhook = webhooks.find(id).orElseThrow(Webhooks::notFound);
        SigningSecrets secrets = webhooks.secretsOf(id).orElseThrow(Webhooks::notFound);
        Instant now = clock.instant();
        actor.requireFreshAt(now);
        changeLimit.takeChange(actor);
        Event event = Event.of(EventType.WEBHOOK_TEST, now).by(actor.party());
        Delivery begun = Delivery.of(event, id).take(now);
        transactions.inOne(() -> deliveries.add(begun));
        Outcome outcome = sender.send(webhook.url(), begun, secrets.inForceAt(now), now);
        Delivery ended = begun.afterOnly(outcome);
        transactions.inOne(() -> deliveries.update(ended));
        return ended;
    }
}
