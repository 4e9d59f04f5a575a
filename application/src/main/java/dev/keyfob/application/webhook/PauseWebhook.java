package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;

/**
 * Pauses a webhook: no new deliveries are created for it until {@link ResumeWebhook} resumes it, and waiting deliveries
 * keep waiting. For administrators and the operator. Audited once.
 */
public final class PauseWebhook {

    private final AuditedChanges changes;
    private final Webhooks webhooks;

    public PauseWebhook(AuditedChanges changes, Webhooks webhooks) {
        this.changes = changes;
        this.webhooks = webhooks;
    }

    /**
     * Pauses the webhook and returns it as it was before.
     *
     * @throws Refusal if the actor lacks the permission; WEBHOOK_NOT_FOUND
     */
    public Webhook pause(Actor actor, WebhookId id) {
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Webhook webhook = webhooks.lock(id);
            if (webhook.isActive()) {
                webhooks.update(
                        webhook.pause(change.now(), "paused by " + actor.party().name()));
                change.record(AuditAction.WEBHOOK_DISABLED, new AuditSubject.OfWebhook(webhook));
            } else {
                change.nothingToRecord();
            }
            return webhook;
        });
    }
}
