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
import dev.keyfob.domain.webhook.WebhookName;

/** Renames a webhook. For administrators and the operator. Audited under the new name. */
public final class RenameWebhook {

    private final AuditedChanges changes;
    private final Webhooks webhooks;

    public RenameWebhook(AuditedChanges changes, Webhooks webhooks) {
        this.changes = changes;
        this.webhooks = webhooks;
    }

    /**
     * Renames the webhook and returns it as it was before.
     *
     * @throws Refusal if the actor lacks the permission; WEBHOOK_NOT_FOUND; WEBHOOK_NAME_TAKEN; TOO_MANY_CHANGES if the
     *     account made too many changes in a short time
     */
    public Webhook rename(Actor actor, WebhookId id, WebhookName name) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Webhook webhook = webhooks.lock(id);
            if (webhook.name().equals(name)) {
                change.nothingToRecord();
                return webhook;
            }
            UniqueWebhookNames.requireFree(
                    name,
                    webhooks.lockAll().stream()
                            .filter(other -> !other.id().equals(id))
                            .toList());
            Webhook renamed = webhook.rename(name);
            webhooks.update(renamed);
            change.record(AuditAction.WEBHOOK_RENAMED, new AuditSubject.OfWebhook(renamed));
            return webhook;
        });
    }
}
