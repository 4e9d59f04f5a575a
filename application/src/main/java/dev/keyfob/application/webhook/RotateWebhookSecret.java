package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Replaces the signing secret of a webhook. For a day deliveries have signatures of the new and of the previous secret;
 * a secret older than the previous one ends at once. For administrators and the operator. Audited.
 */
public final class RotateWebhookSecret {

    private final AuditedChanges changes;
    private final Webhooks webhooks;
    private final SecretOncePerForm secrets;
    private final SecureRandom random;

    public RotateWebhookSecret(AuditedChanges changes, Webhooks webhooks, OncePerForm forms, SecureRandom random) {
        this.secrets = new SecretOncePerForm(forms, webhooks);
        this.changes = changes;
        this.webhooks = webhooks;
        this.random = random;
    }

    /**
     * Replaces the secret and returns the new one.
     *
     * @throws Refusal if the actor lacks the permission; WEBHOOK_NOT_FOUND; TOO_MANY_CHANGES if the account made too
     *     many changes in a short time
     */
    public WebhookWithSecret rotate(Actor actor, WebhookId id) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            Webhook webhook = webhooks.lock(id);
            SigningSecrets secrets = webhooks.secretsOf(id).orElseThrow(Webhooks::notFound);
            SigningSecret next = SigningSecret.generate(random);
            webhooks.updateSecrets(id, secrets.rotate(next, change.now()));
            change.record(AuditAction.WEBHOOK_ROTATED, new AuditSubject.OfWebhook(webhook));
            return new WebhookWithSecret(webhook, next);
        });
    }

    /**
     * Replaces the secret as a person's form asks, once even if the form is sent several times.
     *
     * @throws Refusal as {@link #rotate}
     */
    public void rotateByForm(Actor actor, SessionSecret session, String nonce, WebhookId id) {
        secrets.make(session, nonce, () -> rotate(actor, id));
    }

    /** Returns the secret that the form created for that webhook: on the first call only, and within a minute. */
    public Optional<WebhookWithSecret> takeRotated(Actor actor, SessionSecret session, String nonce, WebhookId id) {
        actor.require(Permission.TOKEN_MANAGE);
        return secrets.take(session, nonce).filter(made -> made.webhook().id().equals(id));
    }
}
