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
 * Resumes a paused webhook. Deliveries that were waiting are sent. Events during the pause are not delivered. For
 * administrators and the operator. Audited once.
 */
public final class ResumeWebhook {

    private final AuditedChanges changes;
    private final Webhooks webhooks;

    public ResumeWebhook(AuditedChanges changes, Webhooks webhooks) {
        this.changes = changes;
        this.webhooks = webhooks;
    }

    /**
     * Resumes the webhook and returns it as it was before.
     *
     * @throws Refusal if the actor lacks the permission; WEBHOOK_NOT_FOUND; TOO_MANY_CHANGES if the account made too
     *     many changes in a short time
     */
    public Webhook resume(Actor actor, WebhookId id) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Webhook webhook = webhooks.lock(id);
            if (webhook.isActive()) {
                change.nothingToRecord();
            } else {
                webhooks.update(webhook.resume());
                change.record(AuditAction.WEBHOOK_ENABLED, new AuditSubject.OfWebhook(webhook));
            }
            return webhook;
        });
    }
}
