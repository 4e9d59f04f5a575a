package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.security.SecureRandom;

/**
 * Gives a webhook another signing secret. For a day deliveries carry the signatures of the new and of the last one; a
 * secret from before the last one ends at once. For administrators and the operator. Audited.
 */
public final class RotateWebhookSecret {

    private final AuditedChanges changes;
    private final Webhooks webhooks;
    private final SecureRandom random;

    public RotateWebhookSecret(AuditedChanges changes, Webhooks webhooks, SecureRandom random) {
        this.changes = changes;
        this.webhooks = webhooks;
        this.random = random;
    }

    /**
     * Gives it another secret.
     *
     * @throws Refusal where the actor lacks the permission; WEBHOOK_NOT_FOUND
     */
    public AddedWebhook rotate(Actor actor, WebhookId id) {
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Webhook webhook = webhooks.lock(id);
            SigningSecrets secrets = webhooks.secretsOf(id).orElseThrow(Webhooks::notFound);
            SigningSecret next = SigningSecret.generate(random);
            webhooks.updateSecrets(id, secrets.rotate(next, change.now()));
            change.record(AuditAction.WEBHOOK_ROTATED, new AuditSubject.OfWebhook(webhook));
            return new AddedWebhook(webhook, next);
        });
    }
}
