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
 * Enables a disabled webhook. Deliveries that waited for it are sent; of what happened while it was disabled, there are
 * none. For administrators and the operator. Audited, once.
 */
public final class EnableWebhook {

    private final AuditedChanges changes;
    private final Webhooks webhooks;

    public EnableWebhook(AuditedChanges changes, Webhooks webhooks) {
        this.changes = changes;
        this.webhooks = webhooks;
    }

    /**
     * Enables it, and returns it as it was before.
     *
     * @throws Refusal where the actor lacks the permission; WEBHOOK_NOT_FOUND
     */
    public Webhook enable(Actor actor, WebhookId id) {
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Webhook webhook = webhooks.lock(id);
            if (webhook.isEnabled()) {
                change.nothingToRecord();
            } else {
                webhooks.update(webhook.enable());
                change.record(AuditAction.WEBHOOK_ENABLED, new AuditSubject.OfWebhook(webhook));
            }
            return webhook;
        });
    }
}
